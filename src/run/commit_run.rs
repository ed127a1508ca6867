//! The end of a run: what was rejected and `run.json` are written, and files and ledger entries are
//! committed together.

use crate::config::OnError;
use crate::error::Result;
use crate::finding::Findings;
use crate::ledger::{Changes, DraftRecord, RunRecord};
use crate::segment::SegmentUse;
use crate::table::Rows;
use crate::write::{self, RecordedFindings, RunJson, write_run_json};

use super::identity::options;
use super::rejects::rejects;
use super::report::RunState;
use super::selected::Selected;
use super::write_run::RunWriter;

impl RunWriter<'_, '_> {
    pub(super) fn segment_use(
        &self,
        one: &Selected<'_>,
        logged_entry_no: Option<i64>,
    ) -> SegmentUse {
        let segment = one.working.segment;
        let no = &one.working.numbered.no;
        let reserved = self.files.batch.inbox.register.find(no);
        let own_hash = segment.definition_hash == segment.rows_hash;
        let definition_hash = match reserved {
            // The original is not in the inbox any more, but its hash was kept.
            Some(used) if own_hash => used.definition_hash.clone(),
            _ => segment.definition_hash.clone(),
        };
        SegmentUse {
            segment_no: no.clone(),
            definition: segment.definition.clone(),
            recurring: segment.recurring || reserved.is_some_and(|used| used.recurring),
            date: self.files.batch.settings.date,
            rows_hash: segment.rows_hash.clone(),
            definition_hash,
            run_id: self.id.to_owned(),
            logged_segment_entry_no: logged_entry_no,
        }
    }

    /// With `--on-error reject`: the rejected rows and all findings.
    fn write_rejects(&mut self) -> Result<()> {
        let settings = self.files.batch.settings;
        if settings.on_error != OnError::Reject {
            return Ok(());
        }
        let mut findings = Findings::default();
        findings.extend(self.findings.iter().map(|&finding| finding.clone()));
        if !findings.has_errors() {
            return Ok(());
        }
        findings.sort();
        let sheets = rejects(&findings, &self.report.inputs, settings)?;
        let folder = self.stage.folder();
        let rejected = write::write_rejects(folder, &sheets, settings.date, &settings.output)?;
        let listed = write::write_findings(folder, &findings, settings.date, &settings.output)?;
        self.written.extend(rejected);
        self.written.extend(listed);
        Ok(())
    }

    /// Commits the files with these rows of the ledger, and the numbers that are used up.
    pub(super) fn commit(
        mut self,
        rows: Vec<&dyn Rows>,
        segment_uses: Vec<SegmentUse>,
        drafts: Vec<DraftRecord>,
    ) -> Result<RunState> {
        self.write_rejects()?;
        self.written.sort_by(|a, b| a.path.cmp(&b.path));
        let batch = self.files.batch;
        let settings = batch.settings;
        let mut segments = self.report.segments.clone();
        for segment in &mut segments {
            segment.letters = self.letter_counts.get(&segment.no).cloned();
        }
        let findings = self.findings.iter().copied();
        let json = write_run_json(
            self.stage.folder(),
            &RunJson {
                run: self.id,
                command: batch.request.verb.name(),
                options: &options(batch.request),
                segbook: env!("CARGO_PKG_VERSION"),
                date: settings.date,
                user: &settings.user,
                settings: &settings.in_force,
                inputs: &self.report.inputs,
                tables: &self.report.tables,
                segments: &segments,
                findings: &RecordedFindings::new(findings.chain(self.letter_findings.iter())),
                outputs: &self.written,
            },
        )?;
        // A run of rejects alone gives no numbers.
        let last_number = if segment_uses.is_empty() {
            None
        } else {
            self.files.numbers.last_given.clone()
        };
        let changes = Changes {
            rows,
            segment_uses,
            last_number,
            drafts,
            ..Changes::of(RunRecord {
                id: self.id.to_owned(),
                command: batch.request.verb.name().to_owned(),
                date: settings.date,
                user: settings.user.clone(),
                committed_at: now(),
                json,
            })
        };
        let folder = self.stage.commit(self.ledger, &changes)?;
        Ok(RunState::Done {
            id: self.id.to_owned(),
            folder,
            files: self.written,
        })
    }
}

/// When a run is committed; kept in the ledger alone.
pub(super) fn now() -> String {
    chrono::Utc::now().to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
}
