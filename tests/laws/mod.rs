//! Laws of selection that hold for any contacts and any steps: each is looked at over many small
//! random books, against an evaluator that goes through the rows one by one.

mod languages;
mod naive;
mod random;
mod selecting;
mod selection;
