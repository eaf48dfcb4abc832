//! What a fuzzer reaches of this crate that nobody else is to see; there in its builds alone.

use tadori_ingest::Options;
use tadori_text::{Layout, Source};

use crate::helper::frame::{self, Asked, Request, Said};
use crate::store::pages;

/// The most bytes of a frame.
const MOST: u64 = 1 << 20;

/// Decodes bytes as all that may come from a process or a row which are not as we left them.
pub fn decode(bytes: &[u8]) {
    let mut said = bytes;
    while frame::read::<Said>(&mut said, MOST).is_ok() {}
    let _ = frame::read::<Asked>(&mut &*bytes, MOST);
    if let Some(placed) = pages::unpack(bytes) {
        let again = pages::pack(&placed.source, &placed.layout);
        assert!(pages::unpack(&again).is_some(), "{placed:?}");
    }
}

/// Bytes to begin with.
pub fn samples() -> Vec<Vec<u8>> {
    let read = tadori_ingest::read("a.txt", "第１章　総則\n港の水\n".as_bytes(), &Options::default());
    let request = Request { name: "a.pdf", options: &Options::default(), memory: MOST, bytes: 3 };
    let (mut asked, mut said) = (Vec::new(), Vec::new());
    frame::write(&mut asked, &request).expect("memory is enough");
    frame::write(&mut said, &Said::Pages { done: 1, total: 2 }).expect("memory is enough");
    frame::write(&mut said, &Said::Answer(read)).expect("memory is enough");
    vec![asked, said, pages::pack(&Source::new("港の水\n".to_owned()), &Layout::default())]
}
