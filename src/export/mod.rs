//! What the ledger keeps, as a workbook or as CSV files that people can edit and give back.

mod criteria;

pub use criteria::{
    Criteria, CriteriaForm, CriteriaOrigin, CriteriaReport, CriteriaRequest, export_criteria,
};
