"""Sessions with the real server (ATLAS_LSP) through pygls, a client library that is not ours."""
import asyncio
import os
import pathlib
import sys

import pytest
import pytest_asyncio
from lsprotocol import types as lsp
from pygls.lsp.client import BaseLanguageClient

sys.path.insert(0, str(pathlib.Path(__file__).parent))
TIMEOUT = float(os.environ.get("ATLAS_LSP_TIMEOUT", "20"))


def program():
    path = os.environ.get("ATLAS_LSP")
    if not path:
        pytest.exit("ATLAS_LSP must name the program", 2)
    return [*os.environ.get("ATLAS_LSP_WRAPPER", "").split(), path]


def full_capabilities(encodings=("utf-8",)):
    item = lsp.CompletionClientCapabilitiesCompletionItemType
    return lsp.ClientCapabilities(
        general=lsp.GeneralClientCapabilities(position_encodings=list(encodings)),
        workspace=lsp.WorkspaceClientCapabilities(
            configuration=True, workspace_folders=True,
            did_change_configuration=lsp.DidChangeConfigurationClientCapabilities(dynamic_registration=True),
            did_change_watched_files=lsp.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True)),
        window=lsp.WindowClientCapabilities(work_done_progress=True),
        text_document=lsp.TextDocumentClientCapabilities(
            hover=lsp.HoverClientCapabilities(content_format=[lsp.MarkupKind.Markdown]),
            definition=lsp.DefinitionClientCapabilities(link_support=True),
            document_symbol=lsp.DocumentSymbolClientCapabilities(hierarchical_document_symbol_support=True),
            publish_diagnostics=lsp.PublishDiagnosticsClientCapabilities(
                related_information=True, version_support=True, code_description_support=True,
                tag_support=lsp.PublishDiagnosticsClientCapabilitiesTagSupportType(value_set=list(lsp.DiagnosticTag))),
            completion=lsp.CompletionClientCapabilities(
                completion_item=item(snippet_support=True, insert_replace_support=True,
                                     documentation_format=[lsp.MarkupKind.Markdown]))))


class Session:
    """One server and what it told us so far."""

    def __init__(self):
        self.client = BaseLanguageClient("tests", "1")
        self.published = {}  # uri -> list of PublishDiagnosticsParams
        self.logs, self.registered, self.progress, self.shown = [], [], [], []
        self.settings = None
        self.changed = asyncio.Event()
        feature = self.client.feature

        @feature("textDocument/publishDiagnostics")
        def published(params):
            self.published.setdefault(params.uri, []).append(params)
            self.changed.set()

        @feature("window/logMessage")
        def logged(params):
            self.logs.append(params.message)
            self.changed.set()

        @feature("window/showMessage")
        def shown(params):
            self.shown.append(params.message)

        @feature("client/registerCapability")
        def register(params):
            self.registered += params.registrations
            self.changed.set()

        @feature("workspace/configuration")
        def configuration(params):
            return [self.settings for _ in params.items]

        @feature("window/workDoneProgress/create")
        def create(params):
            self.progress.append(("create", params.token))

        @feature("$/progress")
        def progress(params):
            kind = params.value["kind"] if isinstance(params.value, dict) else params.value.kind
            self.progress.append((kind, params.token))
            self.changed.set()

    async def start(self, capabilities=None, folder=None, **more):
        await self.client.start_io(*program(), "--stdio")
        folders = [lsp.WorkspaceFolder(uri=folder.as_uri(), name="w")] if folder else None
        self.initialized = await self.wait(self.client.initialize_async(lsp.InitializeParams(
            capabilities=capabilities or full_capabilities(), process_id=os.getpid(), workspace_folders=folders,
            root_uri=folder.as_uri() if folder else None, **more)))
        self.client.initialized(lsp.InitializedParams())
        return self

    async def stop(self):
        await self.wait(self.client.shutdown_async(None))
        self.client.exit(None)
        process = self.client._server
        await self.wait(process.wait())
        await self.client.stop()
        return process.returncode

    @staticmethod
    async def wait(awaitable):
        return await asyncio.wait_for(awaitable, TIMEOUT)

    async def until(self, condition):
        """Waits until condition() is true; it is looked at again after each notification."""
        async def loop():
            while not condition():
                self.changed.clear()
                await self.changed.wait()
        await self.wait(loop())

    def open(self, uri, text, language="hcl", version=1):
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(
            lsp.TextDocumentItem(uri=uri, language_id=language, version=version, text=text)))

    def close(self, uri):
        self.client.text_document_did_close(lsp.DidCloseTextDocumentParams(lsp.TextDocumentIdentifier(uri)))

    def edit(self, uri, version, *changes):
        """Changes are (line, character, end line, end character, text), or a whole text."""
        events = [lsp.TextDocumentContentChangeEvent_Type1(
            range=lsp.Range(lsp.Position(c[0], c[1]), lsp.Position(c[2], c[3])), text=c[4]) if isinstance(c, tuple)
            else lsp.TextDocumentContentChangeEvent_Type2(text=c) for c in changes]
        self.client.text_document_did_change(lsp.DidChangeTextDocumentParams(
            lsp.VersionedTextDocumentIdentifier(version=version, uri=uri), events))

    async def diagnostics(self, uri, version=None):
        """The list last published for the version (None: for any)."""
        def current():
            lists = [p for p in self.published.get(uri, []) if version is None or p.version == version]
            return lists[-1].diagnostics if lists else None
        await self.until(lambda: current() is not None)
        return current()

    async def messages(self, uri, version=None):
        return [d.message for d in await self.diagnostics(uri, version)]

    async def settled(self, uri, wanted):
        """Waits until the last list of the file has these messages."""
        def last():
            lists = self.published.get(uri)
            return lists and sorted(d.message for d in lists[-1].diagnostics) == sorted(wanted)
        try:
            await self.until(last)
        except asyncio.TimeoutError:
            got = self.published.get(uri)
            raise AssertionError(f"wanted {wanted}, got {[d.message for d in got[-1].diagnostics] if got else None}")

    async def ask(self, method, params):
        return await self.wait(self.client.protocol.send_request_async(method, params))

    async def completion(self, uri, position, **more):
        return await self.ask("textDocument/completion", lsp.CompletionParams(
            text_document=lsp.TextDocumentIdentifier(uri), position=position, **more))

    async def at(self, method, uri, position, kind=lsp.TextDocumentPositionParams, **more):
        return await self.ask(method, kind(text_document=lsp.TextDocumentIdentifier(uri), position=position, **more))


def cursor(text, mark="|", encoding="utf-8"):
    """Takes the mark out of a text: the text and the position of the mark."""
    before, after = text.split(mark)
    line = before.split("\n")[-1]
    width = {"utf-8": len(line.encode()), "utf-16": len(line.encode("utf-16-le")) // 2, "utf-32": len(line)}[encoding]
    return before + after, lsp.Position(before.count("\n"), width)


@pytest_asyncio.fixture
async def server():
    session = await Session().start()
    yield session
    assert session.shown == [], "the server bothers the user with messages"
    assert await session.stop() == 0


@pytest_asyncio.fixture
async def new_session():
    """Starts sessions with other capabilities; all are stopped at the end."""
    started = []

    async def start(*args, settings=None, **kwargs):
        session = Session()
        session.settings = settings
        started.append(session)
        return await session.start(*args, **kwargs)
    yield start
    for session in started:
        assert await session.stop() == 0
