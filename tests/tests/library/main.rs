//! The library from outside, as the window and the command line use it. One binary: each carries the dictionary.

#![allow(clippy::format_collect, clippy::format_push_string, reason = "the texts of tests are short")]

mod import;
mod index;
mod kill;
mod remove;
mod search;
