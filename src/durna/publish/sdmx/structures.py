"""What the data mean, as one SDMX-ML 3.0 structure message: agency, concepts, code lists, data structure, dataflow,
and the content that there is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TextIO

from durna.publish.sdmx import messages
from durna.publish.sdmx.codes import Code, Names
from durna.publish.sdmx.cube import CODED_ATTRIBUTES, FLOW, REQUIRED, TIME, TYPED, VALUE, Cube
from durna.publish.sdmx.messages import SCHEMAS, Writer, urn

STRUCTURE, CONCEPTS = "MIGRATION_PROFILE", "MIGRATION_PROFILE_CONCEPTS"


class Artefacts:
    """Writes one cube; `said` are the texts that are no codes: `agency`, `flow`, `structure`, `concepts`, `content`."""

    def __init__(self, writer: Writer, cube: Cube, said: Mapping[str, Names]) -> None:
        self.writer, self.cube, self.said = writer, cube, said

    def all(self) -> None:
        # In this order: the schema's sequence.
        for container, write in (
            ("AgencySchemes", self._agencies), ("Codelists", self._codelists), ("ConceptSchemes", self._concepts),
            ("DataConstraints", self._content), ("Dataflows", self._flow), ("DataStructures", self._structure),
        ):  # fmt: skip
            # A publication without a figure has no content to speak of, and a region may not be empty.
            if container == "DataConstraints" and not self.cube.found.times:
                continue
            with self.writer.element(f"str:{container}"):
                write()

    def _agencies(self) -> None:
        # The highest agencies are on the list of SDMX itself, others on that of the agency above them; of either list
        # this is the one entry that is used here.
        above, _, own = self.cube.agency.rpartition(".")
        scheme = {"agencyID": above or "SDMX", "id": "AGENCIES", "isPartial": "true"}
        with self.writer.named("str:AgencyScheme", scheme):
            self.writer.texts("com:Name", self.said["agencies"])
            with self.writer.element("str:Agency", id=own):
                self.writer.texts("com:Name", self.said["agency"])

    def _codelists(self) -> None:
        for codes in sorted(self.cube.lists.values(), key=lambda each: each.id):
            with self.writer.named("str:Codelist", self._maintained(codes.id)):
                self.writer.texts("com:Name", codes.names)
                for code in codes.of.values():
                    self._code(code)

    def _code(self, code: Code) -> None:
        with self.writer.element("str:Code", id=code.id):
            self._annotations(code)
            self.writer.texts("com:Name", code.names)
            self.writer.texts("com:Description", code.description)

    def _annotations(self, code: Code) -> None:
        said = {
            "ORIGINAL_CODE": code.original, "VALID_FROM": code.valid_from.isoformat() if code.valid_from else "",
            "VALID_TO": code.valid_to.isoformat() if code.valid_to else "",
        }  # fmt: skip
        if not any(said.values()):
            return
        with self.writer.element("com:Annotations"):
            for kind, text in said.items():
                if text:
                    with self.writer.element("com:Annotation", id=kind):
                        self.writer.text("com:AnnotationTitle", text)
                        self.writer.text("com:AnnotationType", kind)

    def _concepts(self) -> None:
        with self.writer.named("str:ConceptScheme", self._maintained(CONCEPTS)):
            self.writer.texts("com:Name", self.said["concepts"])
            for id, names in self.cube.concepts.items():
                with self.writer.element("str:Concept", id=id):
                    self.writer.texts("com:Name", names)

    def _content(self) -> None:
        with self.writer.named("str:DataConstraint", {**self._maintained(f"{FLOW}_CONTENT"), "role": "Actual"}):
            self.writer.texts("com:Name", self.said["content"])
            with self.writer.element("str:ConstraintAttachment"):
                self.writer.text("str:Dataflow", flow_urn(self.cube))
            with self.writer.element("str:CubeRegion", include="true"):
                for id in self.cube.dimensions:
                    with self.writer.element("str:KeyValue", id=id):
                        for code in self._occurring(id):
                            self.writer.text("str:Value", code.id)
                # Each period by itself: a range from first to last would promise years between that nobody published.
                with self.writer.element("str:KeyValue", id=TIME):
                    for period in sorted(self.cube.found.times):
                        self.writer.text("str:Value", period)

    def _occurring(self, id: str) -> list[Code]:
        """Of the standard's own lists only what the figures use."""
        codes = self.cube.lists[id]
        if id != "FREQ":
            return list(codes.of.values())
        return [code for name, code in codes.of.items() if name in self.cube.found.frequencies]

    def _flow(self) -> None:
        with self.writer.named("str:Dataflow", self._maintained(FLOW)):
            self.writer.texts("com:Name", self.said["flow"])
            self.writer.text("str:Structure", self._urn("datastructure", "DataStructure", STRUCTURE))

    def _structure(self) -> None:
        with self.writer.named("str:DataStructure", self._maintained(STRUCTURE)):
            self.writer.texts("com:Name", self.said["structure"])
            with self.writer.element("str:DataStructureComponents"):
                with self.writer.element("str:DimensionList", id="DimensionDescriptor"):
                    for place, id in enumerate(self.cube.dimensions, 1):
                        self._component("Dimension", id, {"position": str(place)})
                    self._component("TimeDimension", TIME, {})
                with self.writer.element("str:AttributeList", id="AttributeDescriptor"):
                    for id in self.cube.attributes:
                        self._attribute(id)
                with self.writer.element("str:MeasureList", id="MeasureDescriptor"):
                    self._component("Measure", VALUE, {"usage": "optional"}, "Double")

    def _attribute(self, id: str) -> None:
        usage = "mandatory" if id in REQUIRED else "optional"
        with self.writer.element("str:Attribute", id=id, usage=usage):
            self._meaning(id, None if id in CODED_ATTRIBUTES else TYPED.get(id, "String"))
            with self.writer.element("str:AttributeRelationship"):
                self.writer.empty("str:Observation", {})

    def _component(self, kind: str, id: str, more: Mapping[str, str], typed: str | None = None) -> None:
        with self.writer.named(f"str:{kind}", {"id": id, **more}):
            self._meaning(id, "ObservationalTimePeriod" if id == TIME else typed)

    def _meaning(self, id: str, typed: str | None) -> None:
        self.writer.text("str:ConceptIdentity", self._urn("conceptscheme", "Concept", CONCEPTS, id))
        with self.writer.element("str:LocalRepresentation"):
            if typed:
                self.writer.empty("str:TextFormat", {"textType": typed})
            else:
                self.writer.text("str:Enumeration", self._urn("codelist", "Codelist", self.cube.lists[id].id))

    def _urn(self, package: str, kind: str, id: str, item: str = "") -> str:
        return urn(package, kind, self.cube.agency, id, self.cube.version, item)

    def _maintained(self, id: str) -> dict[str, str]:
        return {"agencyID": self.cube.agency, "id": id, "version": self.cube.version}


def flow_urn(cube: Cube) -> str:
    return urn("datastructure", "Dataflow", cube.agency, FLOW, cube.version)


def write(stream: TextIO, cube: Cube, said: Mapping[str, Names], id: str, prepared: str) -> None:
    writer = Writer(stream)
    writer.begin()
    with writer.named("mes:Structure", {**messages.XML_NAMESPACES, "xmlns:str": f"{SCHEMAS}/structure"}):
        with writer.element("mes:Header"):
            messages.header(writer, id, prepared, cube.agency)
        with writer.element("mes:Structures"):
            Artefacts(writer, cube, said).all()
