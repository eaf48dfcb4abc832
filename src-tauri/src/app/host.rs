//! The list of commands, one method each.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use tadori_library::{Error as LibraryError, ImportOptions, Library};
use tadori_wire::{
    AnnotateRequest, BlockFacts, BudgetView, Citation, CitationRequest, CitationStyle, Code, CollectionId,
    CollectionView, ColourName, CompareRequest, ComparisonView, CoverageView, CreateCollection, CreateLibrary,
    DecideRequest, DocumentDetails, DocumentInfo, DocumentNotes, DocumentRef, EditRequest, Error, Event,
    ExportNotesRequest, ExportProgress, ExportRequest, ExportedFile, ForgetDecisionRequest, Host, ImportNotesRequest,
    ImportRequest, IndexState, JobId, JudgeRequest, LibraryInfo, LibraryRef, Link, LinkOfRequest, LinkView,
    LinksRequest, MentionsRequest, MergedVerdicts, MissingView, MoveCollection, NoteConflict, NoteIds, NoteRef,
    NoteVersion, NoteView, NotesImported, NotesOfRequest, NotesPage, NotesRequest, OcrState, OpenedLibrary, OpenedLink,
    PauseRequest, PrintRequest, PrintView, ProgramView, PutIn, ReadRequest, ReaderView, Removal, RemoveRequest,
    ResolveConflict, RevealRequest, SaveCollection, SaveFileRequest, SaveNoteRequest, SaveReportRequest,
    SayOfNamesRequest, SearchRequest, SearchResponse, StylePreview, TakeOut, TraceRequest, TraceView, UndoView,
    VerdictsFile, VerifyRequest, VerifyView,
};

use super::{App, Told, notices};

impl Host for App {
    fn status(&self, (): ()) -> Result<OpenedLibrary, Error> {
        let (library, folder) = self.library()?;
        let waiting = std::mem::take(&mut *self.0.waiting.lock().expect("no thread panics with it"));
        if !waiting.is_empty() {
            self.import_files(waiting, ImportOptions::default())?;
        }
        let rebuilding = *self.0.rebuilding.lock().expect("no thread panics with it");
        Ok(OpenedLibrary {
            info: self.0.places.info(&folder, Some(&folder)),
            read_only: library.read_only(),
            documents: library.documents().len() as u32,
            index: rebuilding.map_or(IndexState::Ready, |p| IndexState::Rebuilding { done: p.done, total: p.total }),
            unfinished_import: if self.0.jobs.idle() { library.unfinished_import()? } else { 0 },
            notices: notices(&library),
        })
    }

    fn libraries(&self, (): ()) -> Result<Vec<LibraryInfo>, Error> {
        let open = self.library().ok().map(|(_, folder)| folder);
        Ok(self.0.places.list(open.as_deref()))
    }

    fn open_library(&self, request: LibraryRef) -> Result<OpenedLibrary, Error> {
        self.switch(Path::new(&request.path))
    }

    fn create_library(&self, request: CreateLibrary) -> Result<OpenedLibrary, Error> {
        self.switch(&self.0.places.named(&request.name)?)
    }

    fn search(&self, request: SearchRequest) -> Result<SearchResponse, Error> {
        let started = Instant::now();
        let answer = self.library()?.0.search(&request.try_into()?)?;
        Ok(SearchResponse::new(answer, started.elapsed()))
    }

    fn documents(&self, (): ()) -> Result<Vec<DocumentInfo>, Error> {
        Ok(self.library()?.0.documents().iter().map(|row| DocumentInfo::from(row.as_ref())).collect())
    }

    fn read(&self, request: ReadRequest) -> Result<ReaderView, Error> {
        Ok(self.library()?.0.read(&request.document, &request.query)?.into())
    }

    fn mentions(&self, request: MentionsRequest) -> Result<Vec<BlockFacts>, Error> {
        let read = self.library()?.0.noted(&request.document)?;
        Ok(BlockFacts::list(&read, request.from, request.to))
    }

    fn cite(&self, request: CitationRequest) -> Result<Citation, Error> {
        Ok(self.library()?.0.cite(&request.document, request.from, request.to, &request.quote)?.into())
    }

    fn import(&self, request: ImportRequest) -> Result<JobId, Error> {
        let options = ImportOptions::from(&request);
        self.import_files(request.paths.into_iter().map(PathBuf::from).collect(), options)
    }

    fn resume_import(&self, (): ()) -> Result<JobId, Error> {
        Ok(self.0.jobs.start(self.own_library()?, Arc::clone(&self.0.sink), Library::resume_import)?)
    }

    fn forget_import(&self, (): ()) -> Result<(), Error> {
        Ok(self.own_library()?.forget_import()?)
    }

    fn cancel_import(&self, request: JobId) -> Result<(), Error> {
        self.0.jobs.cancel(request);
        Ok(())
    }

    fn pause_import(&self, request: PauseRequest) -> Result<(), Error> {
        self.0.jobs.pause(JobId { job: request.job }, request.paused);
        Ok(())
    }

    fn retry_import(&self, request: ImportRequest) -> Result<JobId, Error> {
        self.import(request)
    }

    fn save_report(&self, request: SaveReportRequest) -> Result<(), Error> {
        let bad = |detail: String| Error { code: Code::BadRequest, detail };
        let lines = self.0.jobs.report(JobId { job: request.job });
        let lines = lines.ok_or_else(|| bad(format!("there is no report of import {}", request.job)))?;
        tadori_library::save_report(Path::new(&request.path), &lines).map_err(|error| Error {
            code: if matches!(error, LibraryError::DiskFull { .. }) { Code::DiskFull } else { Code::NotWritten },
            detail: error.to_string(),
        })
    }

    fn save_file(&self, request: SaveFileRequest) -> Result<(), Error> {
        std::fs::write(&request.path, &request.bytes).map_err(|error| Error {
            code: if error.kind() == ErrorKind::StorageFull { Code::DiskFull } else { Code::NotWritten },
            detail: format!("{}: {error}", request.path),
        })
    }

    fn budget(&self, (): ()) -> Result<BudgetView, Error> {
        Ok(self.read_budget(&self.library()?.0)?.into())
    }

    fn decide(&self, request: DecideRequest) -> Result<BudgetView, Error> {
        Ok(self.library()?.0.decide(&request.line, &request.decision.into())?.into())
    }

    fn forget_decision(&self, request: ForgetDecisionRequest) -> Result<BudgetView, Error> {
        Ok(self.library()?.0.forget_decision(request.id)?.into())
    }

    fn programs(&self, (): ()) -> Result<Vec<ProgramView>, Error> {
        Ok(ProgramView::list(&self.read_budget(&self.library()?.0)?))
    }

    fn cancel_reading(&self, (): ()) -> Result<(), Error> {
        self.0.readings.cancel();
        Ok(())
    }

    fn say_of_names(&self, request: SayOfNamesRequest) -> Result<Vec<ProgramView>, Error> {
        let library = self.library()?.0;
        library.say_of_names(&request.name, &request.other, request.said.into())?;
        Ok(ProgramView::list(&self.read_budget(&library)?))
    }

    fn links(&self, request: LinksRequest) -> Result<Vec<LinkView>, Error> {
        let LinksRequest { document, first, last } = request;
        LinkView::of_blocks(&*self.linked()?, &document, first, last)
    }

    fn trace(&self, request: TraceRequest) -> Result<TraceView, Error> {
        TraceView::new(&*self.linked()?, &request.document, request.block, request.depth)
    }

    fn coverage(&self, request: DocumentRef) -> Result<CoverageView, Error> {
        CoverageView::new(&*self.linked()?, &request.document)
    }

    fn compare(&self, request: CompareRequest) -> Result<ComparisonView, Error> {
        Ok((&self.library()?.0.compare(&request.a, &request.b)?).into())
    }

    fn missing(&self, (): ()) -> Result<Vec<MissingView>, Error> {
        Ok(MissingView::list(&*self.linked()?))
    }

    fn judge(&self, request: JudgeRequest) -> Result<(), Error> {
        request.judge(&self.library()?.0)
    }

    fn export_verdicts(&self, request: VerdictsFile) -> Result<(), Error> {
        Ok(self.library()?.0.export_verdicts(Path::new(&request.path))?)
    }

    fn merge_verdicts(&self, request: VerdictsFile) -> Result<MergedVerdicts, Error> {
        Ok(self.library()?.0.merge_verdicts_of(Path::new(&request.path))?.into())
    }

    fn ocr_state(&self, (): ()) -> Result<OcrState, Error> {
        let (available, detail) = tadori_library::ocr_state();
        Ok(OcrState { available, detail })
    }

    fn details(&self, request: DocumentRef) -> Result<DocumentDetails, Error> {
        Ok(self.library()?.0.details(&request.document)?.into())
    }

    fn edit(&self, request: EditRequest) -> Result<DocumentDetails, Error> {
        let (document, wanted) = request.wanted()?;
        let details = self.own_library()?.edit(&document, &wanted)?;
        (self.0.sink)(Event::LibraryChanged);
        Ok(details.into())
    }

    fn remove(&self, request: RemoveRequest) -> Result<Removal, Error> {
        let library = self.own_library()?;
        let removal =
            if request.dry_run { library.would_remove(&request.document) } else { library.remove(&request.document) }?;
        if !request.dry_run {
            (self.0.sink)(Event::LibraryChanged);
        }
        Ok(removal.into())
    }

    fn notes(&self, request: NotesRequest) -> Result<NotesPage, Error> {
        Ok(self.library()?.0.notes(&request.into())?.into())
    }

    fn notes_of(&self, request: NotesOfRequest) -> Result<DocumentNotes, Error> {
        DocumentNotes::of(&self.library()?.0, &request.document, request.first, request.last)
    }

    fn annotate(&self, request: AnnotateRequest) -> Result<NoteView, Error> {
        request.annotate(&self.library()?.0)
    }

    fn note(&self, request: NoteRef) -> Result<NoteView, Error> {
        Ok((&self.library()?.0.note(&request.id)?).into())
    }

    fn save_note(&self, request: SaveNoteRequest) -> Result<NoteView, Error> {
        let id = request.id.clone();
        Ok((&self.library()?.0.save_note(&id, &request.into())?).into())
    }

    fn remove_notes(&self, request: NoteIds) -> Result<(), Error> {
        Ok(self.library()?.0.remove_notes(&request.ids)?)
    }

    fn accept_moves(&self, request: NoteIds) -> Result<Vec<NoteView>, Error> {
        Ok(NoteView::list(&self.library()?.0.accept_moves(&request.ids)?))
    }

    fn note_history(&self, request: NoteRef) -> Result<Vec<NoteVersion>, Error> {
        Ok(self.library()?.0.note_history(&request.id)?.into_iter().map(NoteVersion::from).collect())
    }

    fn undo_state(&self, (): ()) -> Result<UndoView, Error> {
        Ok(self.library()?.0.undo_state()?.into())
    }

    fn undo(&self, (): ()) -> Result<UndoView, Error> {
        Ok(self.library()?.0.undo()?.into())
    }

    fn redo(&self, (): ()) -> Result<UndoView, Error> {
        Ok(self.library()?.0.redo()?.into())
    }

    fn collections(&self, (): ()) -> Result<Vec<CollectionView>, Error> {
        CollectionView::list(&self.library()?.0)
    }

    fn create_collection(&self, request: CreateCollection) -> Result<CollectionView, Error> {
        let CreateCollection { title, parent, introduction } = request;
        Ok(self.library()?.0.create_collection(&title, parent.as_deref(), &introduction)?.into())
    }

    fn save_collection(&self, request: SaveCollection) -> Result<CollectionView, Error> {
        let SaveCollection { id, title, introduction } = request;
        Ok(self.library()?.0.save_collection(&id, title.as_deref(), introduction.as_deref())?.into())
    }

    fn remove_collection(&self, request: CollectionId) -> Result<(), Error> {
        Ok(self.library()?.0.remove_collection(&request.id)?)
    }

    fn move_collection(&self, request: MoveCollection) -> Result<Vec<CollectionView>, Error> {
        let library = self.library()?.0;
        library.move_collection(&request.id, request.parent.as_deref(), request.before.as_deref())?;
        CollectionView::list(&library)
    }

    fn put_in(&self, request: PutIn) -> Result<(), Error> {
        let PutIn { collection, notes, before } = request;
        Ok(self.library()?.0.put_in(&collection, &notes, before.as_deref())?)
    }

    fn take_out(&self, request: TakeOut) -> Result<(), Error> {
        Ok(self.library()?.0.take_out(&request.collection, &request.notes)?)
    }

    fn colours(&self, (): ()) -> Result<Vec<ColourName>, Error> {
        ColourName::list(&self.library()?.0)
    }

    fn name_colour(&self, request: ColourName) -> Result<Vec<ColourName>, Error> {
        let library = self.library()?.0;
        library.name_colour(request.colour.into(), &request.name)?;
        ColourName::list(&library)
    }

    fn import_notes(&self, request: ImportNotesRequest) -> Result<NotesImported, Error> {
        Ok(self.library()?.0.import_notes(Path::new(&request.path))?.into())
    }

    fn note_conflicts(&self, (): ()) -> Result<Vec<NoteConflict>, Error> {
        NoteConflict::list(&self.library()?.0)
    }

    fn resolve_conflict(&self, request: ResolveConflict) -> Result<Vec<NoteConflict>, Error> {
        let library = self.library()?.0;
        library.resolve_conflict(&request.id, request.take.into())?;
        NoteConflict::list(&library)
    }

    fn export_notes(&self, request: ExportNotesRequest) -> Result<u32, Error> {
        let written = self.library()?.0.export_notes(Path::new(&request.path), request.collection.as_deref())?;
        Ok(u32::try_from(written).unwrap_or(u32::MAX))
    }

    fn export(&self, request: ExportRequest) -> Result<ExportedFile, Error> {
        let style = request.style.map(|style| CitationStyle { style }.read()).transpose()?;
        let (what, library) = (request.what.try_into()?, self.library()?.0);
        let told = |done, total| Event::ExportProgress(ExportProgress { done, total });
        let made = self.0.exports.watch_as(&self.0.sink, told, |watch| {
            let progress = &mut |done: usize, total: usize| watch(done as u32, total as u32);
            library.export(&what, request.format.into(), style.as_ref(), Path::new(&request.path), progress)
        });
        Ok(made?.into())
    }

    fn cancel_export(&self, (): ()) -> Result<(), Error> {
        self.0.exports.cancel();
        Ok(())
    }

    fn print_view(&self, request: PrintRequest) -> Result<PrintView, Error> {
        Ok(PrintView { html: self.library()?.0.print_view(&request.what.try_into()?)? })
    }

    fn citation_style(&self, (): ()) -> Result<CitationStyle, Error> {
        Ok(self.library()?.0.citation_style()?.into())
    }

    fn set_citation_style(&self, request: CitationStyle) -> Result<CitationStyle, Error> {
        let style = request.read()?;
        self.library()?.0.set_citation_style(&style)?;
        Ok(style.into())
    }

    fn preview_style(&self, request: CitationStyle) -> Result<StylePreview, Error> {
        Ok(StylePreview { text: request.read()?.example() })
    }

    fn reveal(&self, request: RevealRequest) -> Result<(), Error> {
        tauri_plugin_opener::reveal_item_in_dir(&request.path)
            .map_err(|e| Error { code: Code::NotShown, detail: format!("{}: {e}", request.path) })
    }

    fn start_link(&self, (): ()) -> Result<Option<Link>, Error> {
        let told = self.0.told.lock().expect("no thread panics with it").take().unwrap_or_default();
        self.pass_on(Told { link: None, files: told.files });
        Ok(told.link)
    }

    fn verify(&self, request: VerifyRequest) -> Result<VerifyView, Error> {
        Ok(self.library()?.0.verify(Path::new(&request.path))?.into())
    }

    fn open_link(&self, request: Link) -> Result<OpenedLink, Error> {
        request.open(&self.library()?.0)
    }

    fn link_of(&self, request: LinkOfRequest) -> Result<Link, Error> {
        Link::of(&self.library()?.0, &request)
    }
}
