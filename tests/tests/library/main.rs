//! The library from outside, as the window and the command line use it. One binary: each carries the dictionary.

#![allow(clippy::format_collect, clippy::format_push_string, reason = "the texts of tests are short")]

mod anchors;
mod bad_input;
mod child;
mod cli;
mod corpus;
mod damage;
mod decide;
mod edit;
mod export;
mod import;
mod index;
mod kill;
mod linking;
mod links;
mod migration;
mod model;
mod names;
mod notes;
mod outline;
mod pages;
mod pdf;
mod remove;
mod sample;
mod search;
mod states;
