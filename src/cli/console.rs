//! The only place that prints. Data and JSON go to stdout, everything else to stderr.

use std::io::{self, BufWriter, IsTerminal, Write};

use serde::Serialize;

use super::args::{Common, When, WhenShown};
use super::paint::Paint;
use super::progress::Bar;
use crate::error::{Error, Result};

/// Both streams of the process, and how they may be used.
pub struct Console {
    out: Stream,
    err: Stream,
    json: bool,
    quiet: bool,
    bar_allowed: bool,
    width: Option<usize>,
}

/// One stream. A reader that has gone (`segbook … | head`) is not a fault: the rest is dropped.
struct Stream {
    sink: Box<dyn Write>,
    paint: Paint,
    failed: Option<io::Error>,
}

impl Stream {
    fn write(&mut self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) {
        if self.failed.is_none()
            && let Err(error) = write(&mut self.sink)
        {
            self.failed = Some(error);
        }
    }
}

impl Console {
    /// The console of this process.
    pub fn new(common: &Common) -> Self {
        let (out, err) = (io::stdout(), io::stderr());
        let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let colored = |is_terminal: bool| match common.color {
            When::Always => true,
            When::Never => false,
            When::Auto => is_terminal && !dumb && !is_set("NO_COLOR"),
        };
        let width = out
            .is_terminal()
            .then(terminal_size::terminal_size)
            .flatten()
            .map(|(width, _)| usize::from(width.0));
        Self {
            bar_allowed: err.is_terminal() && !common.quiet && common.progress == WhenShown::Auto,
            json: common.json,
            quiet: common.quiet,
            width,
            out: Stream {
                paint: Paint(colored(out.is_terminal())),
                sink: Box::new(BufWriter::new(out)),
                failed: None,
            },
            err: Stream {
                paint: Paint(colored(err.is_terminal())),
                sink: Box::new(err),
                failed: None,
            },
        }
    }

    /// Whether results are asked for as JSON.
    pub(super) fn is_json(&self) -> bool {
        self.json
    }

    /// Whether only what went wrong is to be said.
    pub(super) fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// The width that tables on stdout must keep to; none when it is not a terminal.
    pub(super) fn width(&self) -> Option<usize> {
        self.width
    }

    /// The colours of stdout.
    pub(super) fn paint_data(&self) -> Paint {
        self.out.paint
    }

    /// The colours of stderr.
    pub(super) fn paint(&self) -> Paint {
        self.err.paint
    }

    /// A progress display for one piece of work; it shows itself when that takes long.
    pub(super) fn progress(&self) -> Bar {
        Bar::new(self.bar_allowed)
    }

    /// Results, to stdout.
    pub(super) fn data(&mut self, text: &str) {
        self.out.write(|out| out.write_all(text.as_bytes()));
    }

    /// A result as one line of JSON, to stdout.
    pub(super) fn json(&mut self, value: &impl Serialize) {
        self.out.write(|out| {
            serde_json::to_writer(&mut *out, value).map_err(io::Error::from)?;
            out.write_all(b"\n")
        });
    }

    /// Results written by somebody else's code, to stdout.
    pub(super) fn data_from(&mut self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) {
        self.out.write(write);
    }

    /// A remark, to stderr, unless only faults are to be said.
    pub(super) fn tell(&mut self, text: &str) {
        if !self.quiet {
            self.insist(text);
        }
    }

    /// What must be said, to stderr. Results so far go first, so that a screen keeps the order.
    pub(super) fn insist(&mut self, text: &str) {
        self.out.write(|out| out.flush());
        self.err.write(|err| {
            err.write_all(text.as_bytes())?;
            err.flush()
        });
    }

    /// Sends what is left. Fails when results could not be written, e.g. to a full disk.
    pub fn finish(&mut self) -> Result<()> {
        self.out.write(|out| out.flush());
        match self.out.failed.take() {
            Some(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                Err(Error::io("standard output", "cannot be written", error))
            }
            _ => Ok(()),
        }
    }
}
