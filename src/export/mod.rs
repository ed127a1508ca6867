//! What the ledger keeps, as a workbook or as CSV files that people can edit and give back.

mod criteria;
mod criteria_bc_form;

pub use criteria::{
    Criteria, CriteriaForm, CriteriaOrigin, CriteriaReport, CriteriaRequest, export_criteria,
};
