"""Sign an edition: once it is checked, protected, published, and what is published is what the program makes."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from durna.editions import canonical, keys, pins, register, signing, writing
from durna.editions.folder import Edition
from durna.editions.signing import Signature
from durna.editions.verifying import refuse_tampered
from durna.errors import KeyProblem, Refused
from durna.publish.editions import documents
from durna.publish.editions.checking import checked, refuse_failed
from durna.publish.editions.documents import Wanted
from durna.publish.editions.publishing import regathered, take_explanations, write
from durna.publish.material import Material
from durna.workspace import Workspace


def sign(workspace: Workspace, edition: Edition, key: Ed25519PrivateKey, signer: str) -> Signature:
    """Sign what stands there; documents are written first where there are none.

    Raises Refused for a severe failure of a check, and where the documents are not what the freeze gives.
    """
    with writing.writing(workspace):
        writing.refuse_signed(edition, "signing it again")
        refuse_strange(workspace, key)
        refuse_tampered(workspace)
        asked = documents.published(edition)
        if asked is None:
            take_explanations(workspace, edition)
        elif pins.late(workspace.root) != pins.late(edition.inputs):
            raise _published_before_explained(edition)
        with regathered(workspace, edition) as found:
            refuse_failed(edition, checked(found.unprotected, edition.inputs, edition))
            if asked is None:
                write(edition, found.public, documents.wanted(workspace.languages, ()))
            else:
                _refuse_other_documents(edition, found.public, asked)
        made = _sign(edition, key, signer)
        register.bring_up_to_date(workspace, key)
        return made


def _sign(edition: Edition, key: Ed25519PrivateKey, signer: str) -> Signature:
    """The signature comes last, in one step: before it there is no signed edition."""
    content = signing.manifest(edition)
    made = signing.sign(edition, content, key, signer)
    writing.replace(edition, edition.manifest, content)
    writing.replace(edition, edition.signature, signing.encode(made))
    writing.make_read_only(edition)
    return made


def _published_before_explained(edition: Edition) -> Refused:
    return Refused(
        message="explained-later",
        what=edition.name,
        found=f"Explanations of findings were given or changed after edition '{edition.name}' was published.",
        expected="Documents that were published with every explanation there is.",
        do=f"Publish again with `durna edition publish {edition.name}`, look at it, then sign.",
    )


def refuse_strange(workspace: Workspace, key: Ed25519PrivateKey) -> None:
    """A signature that the workspace's own readers would not accept is of no use."""
    known = [keys.fingerprint(each) for each in keys.trusted(workspace)]
    mine = keys.fingerprint(key.public_key())
    if mine not in known:
        raise KeyProblem(
            message="strange-key",
            what=mine,
            found=f"The signing key {mine} is not one of this workspace.",
            expected=f"A key whose public half stands in {keys.PUBLIC}: {', '.join(known) or 'there is none'}.",
            do="Use the key made for this workspace, or make one with `durna keys signing FOLDER`.",
        )


def _refuse_other_documents(edition: Edition, material: Material, asked: Wanted) -> None:
    with built(edition, material, asked) as folder:
        differing = different_files(folder, edition.documents)
    if differing:
        raise Refused(
            message="other-documents",
            what=edition.name,
            file=differing[0],
            found=f"{differing[0]} in the documents of edition '{edition.name}' is not what its freeze gives"
            + (f", nor are {len(differing) - 1} more." if len(differing) > 1 else "."),
            expected="The documents as the program writes them: what is looked at is what is signed.",
            do=f"Publish again with `durna edition publish {edition.name}`, look at it, then sign.",
        )


@contextmanager
def built(edition: Edition, material: Material, asked: Wanted) -> Iterator[Path]:
    """The documents of an edition, written once more in a place of their own."""
    folder = Path(tempfile.mkdtemp(prefix="durna-edition-"))
    try:
        documents.write(edition, material, asked, folder)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def different_files(one: Path, other: Path) -> list[str]:
    left, right = canonical.hashes(one), canonical.hashes(other)
    return [name for name in sorted({**left, **right}) if left.get(name) != right.get(name)]
