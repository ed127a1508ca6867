//! Files through reading and decoding alone.

use std::path::Path;

use segbook::config::{InputSettings, Limits};
use segbook::decode::{Cache, Decoded, decode_inputs};
use segbook::progress::Silent;

/// Reads all files of a folder as every command does.
pub(crate) fn decoded(inbox: &Path, settings: InputSettings) -> Decoded {
    let settings = InputSettings {
        paths: vec![inbox.to_owned()],
        ..settings
    };
    let limits = Limits::default();
    decode_inputs(&settings, &limits, &|_| true, &Cache::none(), &Silent).expect("no usage error")
}
