//! The TypeScript side, written from the types themselves.

use std::fmt::Write as _;

use ts_rs::{Config, TS};

use crate::{
    Alias, BlockFacts, BlockView, BudgetLine, BudgetView, CarrierView, Citation, CitationRequest, Code, CompareRequest,
    ComparedView, ComparisonView, CoverageView, CoveredView, CreateLibrary, DecideRequest, Decision, DocumentDetails,
    DocumentFields, DocumentInfo, DocumentRef, EditRequest, Error, Event, Facet, Facets, FactRun, FactView, FileReport,
    FileStatus, ForgetDecisionRequest, Guess, Hit, ImportProgress, ImportRequest, ImportSummary, IndexProgress,
    IndexState, JobId, JudgeRequest, LibraryInfo, LibraryRef, LinkEnd, LinkReason, LinkView, LinksRequest,
    LostDecision, MentionsRequest, MergedVerdicts, MissingView, NameApart, OcrState, OpenedLibrary, OriginalKind,
    OutlineItem, PageBox, PageView, Passage, PauseRequest, PlaceRef, ProgramView, ReadRequest, ReaderView,
    ReadingProgress, Removal, RemoveRequest, Run, Said, SaveFileRequest, SaveReportRequest, SayOfNamesRequest,
    SearchRequest, SearchResponse, SentenceView, Share, Sort, StrengthChange, SumCheck, TraceRequest, TraceStep,
    TraceView, Verdict, VerdictConflict, VerdictView, VerdictsFile, WarningView, command::signatures,
};

/// The whole of `ui/src/wire/generated.ts`.
#[allow(clippy::too_many_lines, reason = "a list of types")]
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
        LinkEnd,
        LinkReason,
        Verdict,
        VerdictView,
        LinkView,
        LinksRequest,
        TraceRequest,
        TraceStep,
        TraceView,
        PlaceRef,
        JudgeRequest,
        VerdictsFile,
        VerdictConflict,
        MergedVerdicts,
        CarrierView,
        CoveredView,
        CoverageView,
        CompareRequest,
        SentenceView,
        StrengthChange,
        ComparedView,
        ComparisonView,
        MissingView,
    );
    out.push_str("/** Request and response of each command. */\nexport interface Commands {\n");
    for (name, request, response) in signatures(&config) {
        let _ = writeln!(out, "  {name}: {{ request: {request}; response: {response} }};");
    }
    out.push_str("}\n");
    out
}
