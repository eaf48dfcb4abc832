//! The one list of commands. A host that lacks an adapter does not compile.

use serde_json::Value;

use crate::{
    AnnotateRequest, BlockFacts, BudgetView, Citation, CitationRequest, CitationStyle, Code, CollectionId,
    CollectionView, ColourName, CompareRequest, ComparisonView, CoverageView, CreateCollection, CreateLibrary,
    DecideRequest, DocumentDetails, DocumentInfo, DocumentNotes, DocumentRef, EditRequest, Error, ExportNotesRequest,
    ExportRequest, ExportedFile, ForgetDecisionRequest, ImportNotesRequest, ImportRequest, JobId, JudgeRequest,
    LibraryInfo, LibraryRef, Link, LinkOfRequest, LinkView, LinksRequest, MentionsRequest, MergedVerdicts, MissingView,
    MoveCollection, NoteConflict, NoteIds, NoteRef, NoteVersion, NoteView, NotesImported, NotesOfRequest, NotesPage,
    NotesRequest, OcrState, OpenedLibrary, OpenedLink, PauseRequest, PrintRequest, PrintView, ProgramView, PutIn,
    ReadRequest, ReaderView, Removal, RemoveRequest, ResolveConflict, RevealRequest, SaveCollection, SaveFileRequest,
    SaveNoteRequest, SaveReportRequest, SayOfNamesRequest, SearchRequest, SearchResponse, StylePreview, TakeOut,
    TraceRequest, TraceView, UndoView, VerdictsFile, VerifyRequest, VerifyView,
};

macro_rules! commands {
    ($($(#[$doc:meta])* $name:ident = $wire:literal ($request:ty) -> $response:ty;)*) => {
        /// What a program must be able to do for its window, one method for each command.
        pub trait Host {
            $($(#[$doc])* fn $name(&self, request: $request) -> Result<$response, Error>;)*
        }

        /// Runs the command called `name`; the request and the answer are JSON.
        pub fn dispatch(host: &impl Host, name: &str, request: Value) -> Result<Value, Error> {
            match name {
                $($wire => answer(host.$name(parse(request)?)?),)*
                _ => Err(Error { code: Code::BadRequest, detail: format!("no command “{name}”") }),
            }
        }

        /// Name, request type and response type of each command, for TypeScript.
        pub(crate) fn signatures(config: &ts_rs::Config) -> Vec<(&'static str, String, String)> {
            vec![$(($wire, <$request as ts_rs::TS>::name(config), <$response as ts_rs::TS>::name(config)),)*]
        }
    };
}

commands! {
    /// The library that is open.
    status = "status" (()) -> OpenedLibrary;
    /// All libraries, the bundled one first.
    libraries = "libraries" (()) -> Vec<LibraryInfo>;
    /// Opens another library; one is open at a time.
    open_library = "openLibrary" (LibraryRef) -> OpenedLibrary;
    /// Makes an empty library and opens it.
    create_library = "createLibrary" (CreateLibrary) -> OpenedLibrary;
    /// Finds passages.
    search = "search" (SearchRequest) -> SearchResponse;
    /// The documents of the library, by title.
    documents = "documents" (()) -> Vec<DocumentInfo>;
    /// A document to read.
    read = "read" (ReadRequest) -> ReaderView;
    /// What some blocks of a document say: amounts, dates, bodies, references, programs, targets, short names.
    mentions = "mentions" (MentionsRequest) -> Vec<BlockFacts>;
    /// A quote with its source, for the clipboard.
    cite = "cite" (CitationRequest) -> Citation;
    /// Starts an import; its progress comes as events.
    import = "import" (ImportRequest) -> JobId;
    /// Takes up an import that was cut off.
    resume_import = "resumeImport" (()) -> JobId;
    /// Forgets an import that was cut off.
    forget_import = "forgetImport" (()) -> ();
    /// Stops an import after the file at work.
    cancel_import = "cancelImport" (JobId) -> ();
    /// Pauses an import after the file at work, or lets it go on.
    pause_import = "pauseImport" (PauseRequest) -> ();
    /// Takes the refused files of an import again, with a password or with text recognition where that was missing.
    retry_import = "retryImport" (ImportRequest) -> JobId;
    /// Writes the report of an import to a file.
    save_report = "saveReport" (SaveReportRequest) -> ();
    /// Whether the text of pictures can be recognised here.
    ocr_state = "ocrState" (()) -> OcrState;
    /// What is known about a document, where it comes from, and its other editions.
    details = "details" (DocumentRef) -> DocumentDetails;
    /// Sets what a person says about a document.
    edit = "edit" (EditRequest) -> DocumentDetails;
    /// The amounts of all documents; read anew only after the library changed.
    budget = "budget" (()) -> BudgetView;
    /// Says what an undecided amount is for.
    decide = "decide" (DecideRequest) -> BudgetView;
    /// Forgets a decision of an amount that is no longer to be found.
    forget_decision = "forgetDecision" (ForgetDecisionRequest) -> BudgetView;
    /// The projects and programs of all documents.
    programs = "programs" (()) -> Vec<ProgramView>;
    /// Stops the reading of documents and the search for links that commands wait for.
    cancel_reading = "cancelReading" (()) -> ();
    /// Says of two names of programs that they are one thing, or two; gives the new list.
    say_of_names = "sayOfNames" (SayOfNamesRequest) -> Vec<ProgramView>;
    /// Writes a file that the window made.
    save_file = "saveFile" (SaveFileRequest) -> ();
    /// The links that end at some blocks of a document, the surest first.
    links = "links" (LinksRequest) -> Vec<LinkView>;
    /// What a passage rests on and what became of it.
    trace = "trace" (TraceRequest) -> TraceView;
    /// A plan's statements against programs.
    coverage = "coverage" (DocumentRef) -> CoverageView;
    /// Two documents side by side.
    compare = "compare" (CompareRequest) -> ComparisonView;
    /// Documents that are cited and not in the library, the most cited first.
    missing = "missing" (()) -> Vec<MissingView>;
    /// Says of a link that it is right or wrong, or takes that back.
    judge = "judge" (JudgeRequest) -> ();
    /// Writes all verdicts to a file.
    export_verdicts = "exportVerdicts" (VerdictsFile) -> ();
    /// Takes in another person's verdicts.
    merge_verdicts = "mergeVerdicts" (VerdictsFile) -> MergedVerdicts;
    /// Some of the notes of the library, with what there is in all of them.
    notes = "notes" (NotesRequest) -> NotesPage;
    /// The notes on some blocks of a document, ready to be drawn.
    notes_of = "notesOf" (NotesOfRequest) -> DocumentNotes;
    /// Makes a note.
    annotate = "annotate" (AnnotateRequest) -> NoteView;
    /// One note.
    note = "note" (NoteRef) -> NoteView;
    /// Changes a note.
    save_note = "saveNote" (SaveNoteRequest) -> NoteView;
    /// Removes notes, also from their collections.
    remove_notes = "removeNotes" (NoteIds) -> ();
    /// Lets moved notes hold on to where they stand now.
    accept_moves = "acceptMoves" (NoteIds) -> Vec<NoteView>;
    /// A note as it was, oldest first.
    note_history = "noteHistory" (NoteRef) -> Vec<NoteVersion>;
    /// What can be undone and done again.
    undo_state = "undoState" (()) -> UndoView;
    /// Takes back the last step.
    undo = "undo" (()) -> UndoView;
    /// Does again the step that was undone last.
    redo = "redo" (()) -> UndoView;
    /// All collections, parents before what lies in them, in order.
    collections = "collections" (()) -> Vec<CollectionView>;
    /// Makes a collection.
    create_collection = "createCollection" (CreateCollection) -> CollectionView;
    /// Changes title or introduction of a collection.
    save_collection = "saveCollection" (SaveCollection) -> CollectionView;
    /// Removes a collection with those in it; their notes stay in the library.
    remove_collection = "removeCollection" (CollectionId) -> ();
    /// Moves a collection into another one, or among its siblings; gives the new list.
    move_collection = "moveCollection" (MoveCollection) -> Vec<CollectionView>;
    /// Puts notes into a collection, or moves them in it.
    put_in = "putIn" (PutIn) -> ();
    /// Takes notes out of a collection.
    take_out = "takeOut" (TakeOut) -> ();
    /// What the four colours stand for, in order.
    colours = "colours" (()) -> Vec<ColourName>;
    /// Says what a colour stands for.
    name_colour = "nameColour" (ColourName) -> Vec<ColourName>;
    /// Takes in a file of notes.
    import_notes = "importNotes" (ImportNotesRequest) -> NotesImported;
    /// Notes of which another person's file said something else, and nobody has said yet what is to be.
    note_conflicts = "noteConflicts" (()) -> Vec<NoteConflict>;
    /// Says what is to become of a conflict; gives those that are left.
    resolve_conflict = "resolveConflict" (ResolveConflict) -> Vec<NoteConflict>;
    /// Writes notes to a file; gives how many.
    export_notes = "exportNotes" (ExportNotesRequest) -> u32;
    /// Writes a collection, notes, hits, links, a comparison or a budget to a file; its progress comes as events.
    export = "export" (ExportRequest) -> ExportedFile;
    /// Stops the exports that run; there is no file then.
    cancel_export = "cancelExport" (()) -> ();
    /// The same as a page to print.
    print_view = "printView" (PrintRequest) -> PrintView;
    /// How sources are cited in this library.
    citation_style = "citationStyle" (()) -> CitationStyle;
    /// Says how sources are to be cited.
    set_citation_style = "setCitationStyle" (CitationStyle) -> CitationStyle;
    /// What a style makes of an invented source.
    preview_style = "previewStyle" (CitationStyle) -> StylePreview;
    /// Shows a file in the file manager.
    reveal = "reveal" (RevealRequest) -> ();
    /// The `tadori://` link that the program was started with; only once. Links and files of later starts come as events.
    start_link = "startLink" (()) -> Option<Link>;
    /// Checks the quotes of an exported file against the documents.
    verify = "verify" (VerifyRequest) -> VerifyView;
    /// Finds what a `tadori://` link names.
    open_link = "openLink" (Link) -> OpenedLink;
    /// The `tadori://` link of words.
    link_of = "linkOf" (LinkOfRequest) -> Link;
    /// Removes a document, or says what that would take away.
    remove = "remove" (RemoveRequest) -> Removal;
}

fn parse<T: serde::de::DeserializeOwned>(request: Value) -> Result<T, Error> {
    serde_json::from_value(request).map_err(|e| Error { code: Code::BadRequest, detail: e.to_string() })
}

fn answer<T: serde::Serialize>(response: T) -> Result<Value, Error> {
    serde_json::to_value(response).map_err(|e| Error { code: Code::Internal, detail: e.to_string() })
}
