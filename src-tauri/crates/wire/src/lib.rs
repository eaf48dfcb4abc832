//! What crosses between the program and its window: one list of commands,
//! their requests and answers, the events that flow up, and the error codes.
//!
//! These types are not the domain types: a host converts at the edge, so that
//! the core can change without the window and the window cannot reach into
//! the core. `cargo xtask codegen` writes [`typescript`] to
//! `ui/src/wire/generated.ts`; `cargo xtask tidy` fails when the file differs.
//!
//! Marked text crosses as runs, never as offsets: JavaScript counts UTF-16
//! units, Rust bytes, and nobody should have to convert.

mod budget;
mod collections;
mod command;
mod convert;
mod error;
mod event;
mod export;
mod facts;
mod library;
mod links;
mod notes;
mod reader;
mod search;
mod typescript;

pub use budget::{
    Alias, BudgetLine, BudgetView, DecideRequest, Decision, ForgetDecisionRequest, LostDecision, NameApart, Passage,
    ProgramView, Said, SaveFileRequest, SayOfNamesRequest, Share, SumCheck,
};
pub use collections::{
    CollectionId, CollectionView, CreateCollection, ExportNotesRequest, ImportNotesRequest, Link, LinkOfRequest,
    LinkedBlock, MoveCollection, NoteConflict, NotesImported, OpenedLink, PutIn, ResolveConflict, SaveCollection, Take,
    TakeOut, TheirNote, UndoView,
};
pub use command::{Host, dispatch};
pub use error::{Code, Error};
pub use event::{
    Event, FileReport, FileStatus, Guess, ImportProgress, ImportSummary, IndexProgress, OpenFiles, ReadingProgress,
    ReadingStep, WarningView,
};
pub use export::{
    CheckedQuote, CitationStyle, ExportFormat, ExportProgress, ExportRequest, ExportWhat, ExportedFile, MissingReason,
    PrintRequest, PrintView, RevealRequest, StylePreview, VerifyRequest, VerifyStatus, VerifyView,
};
pub use facts::{BlockFacts, FactRun, FactView, MentionsRequest};
pub use library::{
    CreateLibrary, DocumentDetails, DocumentFields, DocumentInfo, DocumentRef, EditRequest, ImportRequest, IndexState,
    JobId, LibraryInfo, LibraryRef, OcrState, OpenedLibrary, PauseRequest, Removal, RemoveRequest, SaveReportRequest,
};
pub use links::{
    CarrierView, CompareRequest, ComparedView, ComparisonView, CoverageView, CoveredView, JudgeRequest, LinkEnd,
    LinkReason, LinkView, LinksRequest, MergedVerdicts, MissingView, PlaceRef, SentenceView, StrengthChange,
    TraceRequest, TraceStep, TraceView, Verdict, VerdictConflict, VerdictView, VerdictsFile,
};
pub use notes::{
    AnnotateRequest, BlockNotes, BlockRange, CollectionRef, ColourName, DocumentNotes, NoteBoxes, NoteColour, NoteIds,
    NoteMark, NoteOn, NotePlace, NoteRef, NoteRun, NoteSort, NoteState, NoteVersion, NoteView, NotesOfRequest,
    NotesPage, NotesRequest, SaveNoteRequest, TextPoint,
};
pub use reader::{
    BlockView, Citation, CitationRequest, OriginalKind, OutlineItem, PageBox, PageView, ReadRequest, ReaderView,
};
pub use search::{Facet, Facets, Hit, Run, SearchRequest, SearchResponse, Sort};
pub use typescript::typescript;
