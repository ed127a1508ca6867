//! The acceptance cases of Word merge, each on the smallest document that shows it.

mod combined;
mod docx;
mod packages;
mod single;
