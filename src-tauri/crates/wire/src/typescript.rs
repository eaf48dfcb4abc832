//! The TypeScript side, written from the types themselves.

use std::fmt::Write as _;

use ts_rs::{Config, TS};

use crate::{
    Alias, BlockFacts, BlockView, BudgetLine, BudgetView, Citation, CitationRequest, Code, CreateLibrary,
    DecideRequest, Decision, DocumentDetails, DocumentFields, DocumentInfo, DocumentRef, EditRequest, Error, Event,
    Facet, Facets, FactRun, FactView, FileReport, FileStatus, ForgetDecisionRequest, Guess, Hit, ImportProgress,
    ImportRequest, ImportSummary, IndexProgress, IndexState, JobId, LibraryInfo, LibraryRef, LostDecision,
    MentionsRequest, NameApart, OcrState, OpenedLibrary, OriginalKind, OutlineItem, PageBox, PageView, Passage,
    PauseRequest, ProgramView, ReadRequest, ReaderView, ReadingProgress, Removal, RemoveRequest, Run, Said,
    SaveFileRequest, SaveReportRequest, SayOfNamesRequest, SearchRequest, SearchResponse, Share, Sort, SumCheck,
    WarningView, command::signatures,
};

/// The whole of `ui/src/wire/generated.ts`.
pub fn typescript() -> String {
    let config = Config::new().with_large_int("number");
    let mut out = String::from("// Generated from crates/wire by `cargo xtask codegen`. Do not edit.\n\n");
    macro_rules! declare {
        ($($t:ty),* $(,)?) => {$(
            let docs = <$t as TS>::docs().unwrap_or_default();
            let _ = writeln!(out, "{docs}export {}\n", <$t as TS>::decl(&config));
        )*};
    }
    declare!(
        Run,
        Sort,
        SearchRequest,
        Hit,
        Facet,
        Facets,
        SearchResponse,
        DocumentInfo,
        ReadRequest,
        OutlineItem,
        PageView,
        PageBox,
        OriginalKind,
        BlockView,
        ReaderView,
        CitationRequest,
        Citation,
        LibraryInfo,
        IndexState,
        OpenedLibrary,
        LibraryRef,
        CreateLibrary,
        JobId,
        ImportRequest,
        PauseRequest,
        SaveReportRequest,
        OcrState,
        DocumentRef,
        DocumentFields,
        EditRequest,
        Guess,
        DocumentDetails,
        RemoveRequest,
        Removal,
        Passage,
        Share,
        BudgetLine,
        SumCheck,
        BudgetView,
        Decision,
        DecideRequest,
        FactView,
        FactRun,
        BlockFacts,
        MentionsRequest,
        LostDecision,
        ForgetDecisionRequest,
        Alias,
        NameApart,
        Said,
        SayOfNamesRequest,
        ProgramView,
        SaveFileRequest,
        ImportProgress,
        FileStatus,
        WarningView,
        FileReport,
        ImportSummary,
        IndexProgress,
        ReadingProgress,
        Event,
        Code,
        Error,
    );
    out.push_str("/** Request and response of each command. */\nexport interface Commands {\n");
    for (name, request, response) in signatures(&config) {
        let _ = writeln!(out, "  {name}: {{ request: {request}; response: {response} }};");
    }
    out.push_str("}\n");
    out
}
