//! Progress on a terminal, for work that takes longer than a second.

use std::thread;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::progress::Progress;

/// Work that is done sooner needs no display.
const SHOWN_AFTER: Duration = Duration::from_secs(1);

/// How often the time that has passed is shown anew.
const TICK: Duration = Duration::from_millis(200);

/// A bar that stays hidden until its work has taken long enough.
pub(super) struct Bar {
    bar: ProgressBar,
}

impl Bar {
    /// A bar that never shows itself unless `allowed`.
    pub(super) fn new(allowed: bool) -> Self {
        let bar = ProgressBar::hidden();
        if allowed {
            let waiting = bar.clone();
            thread::spawn(move || {
                thread::sleep(SHOWN_AFTER);
                if !waiting.is_finished() {
                    waiting.set_draw_target(ProgressDrawTarget::stderr());
                    waiting.enable_steady_tick(TICK);
                }
            });
        }
        Self { bar }
    }
}

impl Progress for Bar {
    fn begin(&self, stage: &'static str, steps: u64) {
        let template = if steps > 1 {
            "{msg:12} {bar:30} {human_pos}/{human_len}  {elapsed}"
        } else {
            "{msg:12} {spinner} {elapsed}"
        };
        let style = ProgressStyle::with_template(template).expect("a template that is well formed");
        self.bar.set_style(style);
        self.bar.set_length(steps);
        self.bar.set_position(0);
        self.bar.set_message(stage);
    }

    fn advance(&self, steps: u64) {
        self.bar.inc(steps);
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
