//! Anchors: what a note or verdict holds on to, instead of a block id.
