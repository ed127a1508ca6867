//! BC's stories, told to the built command: what goes in as spreadsheets, what must come out.

mod add_reduce_refine;
mod blank_number;
mod campaign_entries;
mod criteria_forms;
mod csv_format;
mod dry_run_writes_nothing;
mod exclusion;
mod expand_companies;
mod go_back;
mod history_and_ledger;
mod hold;
mod jobs_give_same_bytes;
mod line_values;
mod log_then_follow_up;
mod log_twice_refused;
mod next_round;
mod on_error_reject;
mod one_pass;
mod read_again;
mod recurring;
mod reuse_logged_segment;
mod review_round_trip;
mod run_again_is_nothing_new;
mod samples;
mod saved_criteria;
mod why_in_or_out;
