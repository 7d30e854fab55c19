"""Make what follows from the ontology: the shapes of its predicates, the page of its terms, the context for JSON-LD.

    python ontology/make.py

Run it after every change of civic-kg.ttl; a test fails when its products are out of date. What stands in shapes.ttl
above the mark is written by hand.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from rdflib import OWL, RDF, RDFS, XSD, Graph, Literal, Namespace, Node, URIRef
from rdflib.collection import Collection
from rdflib.namespace import ORG, SKOS

HERE = Path(__file__).parent
CKG = Namespace("https://w3id.org/civic-kg/ontology#")
ITSRDF = Namespace("http://www.w3.org/2005/11/its/rdf#")
NIF = Namespace("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#")
SCHEMA = Namespace("https://schema.org/")
MARK = "# ------ Made from civic-kg.ttl by make.py: do not change what follows by hand\n"
DATES = ("startDate", "endDate", "openedOn")
COMMENT = "<!-- Made from civic-kg.ttl by make.py: do not change by hand. -->"


def main() -> None:
    """Write the products of the ontology."""
    ontology = Graph().parse(HERE / "civic-kg.ttl")
    for name, text in products(ontology).items():
        (HERE / name).write_text(text, encoding="utf-8", newline="\n")


def products(ontology: Graph) -> dict[str, str]:
    """Return the text of each file that is made."""
    written = (HERE / "shapes.ttl").read_text(encoding="utf-8").partition(MARK)[0]
    return {
        "shapes.ttl": written + MARK + "\n" + "\n".join(shapes(ontology)),
        "terms.md": "\n".join(terms(ontology)) + "\n",
        "context.jsonld": json.dumps({"@context": context(ontology)}, ensure_ascii=False, indent=2) + "\n",
    }


# ------ shapes


def shapes(ontology: Graph) -> Iterator[str]:
    """Yield, for each predicate of the guide, the shapes of its ends and of its evidence, then the lists of classes.

    The classes that may stand at an end are a list of types to look up, not a choice of shapes: pyshacl would try every
    shape of a choice on every triple, which takes minutes for a large graph. So would a node shape with properties.
    """
    relations = [p for p in ours(ontology, OWL.ObjectProperty) if (p, CKG.position, None) in ontology]
    yield (
        "# Whatever stands at an end of a relation is an entity.\n"
        f"shapes:entity sh:targetSubjectsOf {', '.join(f'ckg:{local(p)}' for p in relations)} ;\n"
        f"  sh:targetObjectsOf {', '.join(f'ckg:{local(p)}' for p in relations)} .\n"
    )
    yield from (relation_shape(ontology, predicate) for predicate in relations)
    yield from (date_shape(ontology, CKG[name]) for name in DATES)
    found = [ends(ontology, p, RDFS.domain) for p in (*relations, *(CKG[name] for name in DATES))]
    found += [ends(ontology, p, RDFS.range) for p in relations]
    for end in sorted({list_name(end): end for end in found}.items()):
        yield class_list(ontology, *end)


def relation_shape(ontology: Graph, predicate: URIRef) -> str:
    """Write the shape of a relation between entities."""
    name, zh, en = local(predicate), label(ontology, predicate, "zh-Hans"), label(ontology, predicate, "en")
    range = ends(ontology, predicate, RDFS.range)
    return f"""{subject_shape(ontology, predicate)}shapes:{name}-object a sh:PropertyShape ;
  sh:targetSubjectsOf ckg:{name} ;
  sh:path ( ckg:{name} rdf:type ) ;
  sh:in shapes:{list_name(range)} ;
  sh:message "“{zh}”的客体类型不对，应为：{names(ontology, range, "zh-Hans")}。"@zh-Hans ,
    "The object of “{en}” must be one of: {names(ontology, range, "en")}."@en .
shapes:{name}-address a sh:PropertyShape ;
  sh:targetSubjectsOf ckg:{name} ;
  sh:path ckg:{name} ;
  sh:nodeKind sh:IRI ;
  sh:message "“{zh}”的客体须为实体的地址。"@zh-Hans , "The object of “{en}” must be the address of an entity."@en .
shapes:{name}-evidence a sh:PropertyShape ;
  sh:targetSubjectsOf ckg:{name} ;
  sh:path ( [ sh:inversePath rdf:subject ] rdf:predicate ) ;
  sh:hasValue ckg:{name} ;
  sh:message "“{zh}”没有出处。"@zh-Hans , "“{en}” is stated without evidence."@en .
"""


def subject_shape(ontology: Graph, predicate: URIRef) -> str:
    """Write the shape of what a predicate may say something of."""
    name, zh, en = local(predicate), label(ontology, predicate, "zh-Hans"), label(ontology, predicate, "en")
    domain = ends(ontology, predicate, RDFS.domain)
    return f"""shapes:{name}-subject a sh:PropertyShape ;
  sh:targetSubjectsOf ckg:{name} ;
  sh:path rdf:type ;
  sh:minCount 1 ;
  sh:in shapes:{list_name(domain)} ;
  sh:message "“{zh}”的主体类型不对，应为：{names(ontology, domain, "zh-Hans")}。"@zh-Hans ,
    "The subject of “{en}” must be one of: {names(ontology, domain, "en")}."@en .
"""


def date_shape(ontology: Graph, predicate: URIRef) -> str:
    """Write the shape of a date of an entity."""
    name, zh, en = local(predicate), label(ontology, predicate, "zh-Hans"), label(ontology, predicate, "en")
    return f"""{subject_shape(ontology, predicate)}shapes:{name}-value a sh:PropertyShape ;
  sh:targetSubjectsOf ckg:{name} ;
  sh:path ckg:{name} ;
  sh:or ( [ sh:datatype xsd:date ] [ sh:datatype xsd:gYearMonth ] [ sh:datatype xsd:gYear ] ) ;
  sh:message "“{zh}”应为日、月或年。"@zh-Hans , "“{en}” must be a day, a month or a year."@en .
shapes:{name}-evidence a sh:NodeShape ;
  sh:targetSubjectsOf ckg:{name} ;
  sh:or (
    [ sh:class ckg:Observation ]
    [ sh:property [ sh:path ( [ sh:inversePath rdf:subject ] rdf:predicate ) ; sh:hasValue ckg:{name} ] ]
  ) ;
  sh:message "“{zh}”没有出处。"@zh-Hans , "“{en}” is stated without evidence."@en .
"""


def list_name(end: list[URIRef]) -> str:
    return "-".join(["types", *map(local, end)])


def class_list(ontology: Graph, name: str, end: list[URIRef]) -> str:
    """Write the list of the classes of an end, with all below them that a thing can be of."""
    below = {c for top in end for c in ontology.transitive_subjects(RDFS.subClassOf, top) if isinstance(c, URIRef)}
    first, *others = (f"ckg:{local(c)}" for c in ours(ontology, OWL.Class) if c in below)
    return f"shapes:{name} rdf:first {first} ; rdf:rest ( {' '.join(others)} ) .\n"


def names(ontology: Graph, found: list[URIRef], language: str) -> str:
    return ("、" if language == "zh-Hans" else ", ").join(label(ontology, name, language) for name in found)


# ------ the page of terms


def terms(ontology: Graph) -> Iterator[str]:
    """Yield the lines of the readable page, in Chinese and English."""
    yield from ("# 术语表 Terms", "", COMMENT, "")
    yield from ("命名空间 Namespace: `https://w3id.org/civic-kg/ontology#` (`ckg:`)", "")
    yield from ("## 类 Classes", "", "| 术语 Term | 名称 Name | 定义 Definition | 上位 Above | 例 Examples |")
    yield "|---|---|---|---|---|"
    for term in ours(ontology, OWL.Class):
        yield row(ontology, term, linked(ontology.objects(term, RDFS.subClassOf)), examples(ontology, term))
    yield from ("", "## 关系 Relations between entities", "")
    yield "| 术语 Term | 名称 Name | 定义 Definition | 主体 → 客体 From → to | 性质 Also | 例 Examples |"
    yield "|---|---|---|---|---|---|"
    for term in ours(ontology, OWL.ObjectProperty):
        if (term, CKG.position, None) in ontology:
            yield row(ontology, term, path(ontology, term), traits(ontology, term), examples(ontology, term))
    yield from ("", "## 日期与文字 Dates, numbers and texts", "")
    yield "| 术语 Term | 名称 Name | 定义 Definition | 主体 → 值 From → value | 例 Examples |"
    yield "|---|---|---|---|---|"
    for term in ours(ontology, OWL.DatatypeProperty):
        yield row(ontology, term, path(ontology, term), examples(ontology, term))
    yield from ("", "## 其他 Others", "", "| 术语 Term | 名称 Name | 定义 Definition | 主体 → 客体 From → to |")
    yield "|---|---|---|---|"
    for term in ours(ontology, OWL.ObjectProperty):
        if (term, CKG.position, None) not in ontology:
            yield row(ontology, term, path(ontology, term))


def row(ontology: Graph, term: URIRef, *cells: str) -> str:
    """Write one line of a table; the name of a term is where links to it lead."""
    zh, en = label(ontology, term, "zh-Hans"), label(ontology, term, "en")
    said = {o.language: str(o) for o in ontology.objects(term, SKOS.definition) if isinstance(o, Literal)}
    name = f'<a id="{local(term)}"></a>`{local(term)}`'
    return "| " + " | ".join([name, f"{zh} {en}", f"{said['zh-Hans']}<br>{said['en']}", *cells]) + " |"


def examples(ontology: Graph, term: URIRef) -> str:
    return "；".join(sorted(str(example) for example in ontology.objects(term, SKOS.example)))


def path(ontology: Graph, term: URIRef) -> str:
    sides = (linked(ends(ontology, term, end)) or "·" for end in (RDFS.domain, RDFS.range))
    return " → ".join(sides)


def traits(ontology: Graph, term: URIRef) -> str:
    """Say what reasoners may conclude from a relation."""
    kinds = set(ontology.objects(term, RDF.type))
    found = [("对称 symmetric", OWL.SymmetricProperty), ("传递 transitive", OWL.TransitiveProperty)]
    said = [text for text, kind in found if kind in kinds]
    said += [f"逆 inverse: {linked([other])}" for other in ontology.objects(term, OWL.inverseOf)]
    return "<br>".join(said)


def linked(found: object) -> str:
    ours_first = sorted(found, key=lambda term: (not str(term).startswith(str(CKG)), str(term)))  # type: ignore[call-overload]
    return ", ".join(link(term) for term in ours_first if isinstance(term, URIRef))


def link(term: URIRef) -> str:
    name = str(term)
    return f"[{local(term)}](#{local(term)})" if name.startswith(str(CKG)) else f"[{short(name)}]({name})"


def short(iri: str) -> str:
    return next((iri.replace(start, f"{prefix}:") for start, prefix in PREFIXES.items() if iri.startswith(start)), iri)


PREFIXES = {
    "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#": "nif",
    "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/linked-data/cube#": "qb",
    "http://www.opengis.net/ont/geosparql#": "geo",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://www.w3.org/2001/XMLSchema#": "xsd",
    "http://www.w3.org/ns/org#": "org",
    "http://www.w3.org/ns/prov#": "prov",
    "http://xmlns.com/foaf/0.1/": "foaf",
    "https://schema.org/": "schema",
}


# ------ the context for JSON-LD

# What is written in Chinese, and of which a thing can have several.
IN_CHINESE = {RDFS.label, SKOS.altLabel, SCHEMA.headline, SCHEMA.alternativeHeadline, SCHEMA.name, CKG.frame}
AT_MOST_ONE = {RDFS.label, RDF.subject, RDF.predicate, RDF.object} | {
    *(SCHEMA[name] for name in ("datePublished", "headline", "isPartOf", "name", "softwareVersion")),
    *(CKG[name] for name in ("confidence", "fileName", "frame", "indicator", "membership", "modifier")),
    *(CKG[name] for name in ("observationOf", "rule", "sha256", "title", "unit", "value")),
    *(ORG[name] for name in ("member", "organization")),
    *(NIF[name] for name in ("anchorOf", "beginIndex", "endIndex", "referenceContext")),
    ITSRDF.taIdentRef,
}
CONTEXT_PREFIXES = ("ckg", "dcat", "dcterms", "itsrdf", "nif", "org", "owl", "prov", "rdf", "rdfs", "schema", "skos")
CONTEXT_PREFIXES += ("void", "xsd")


def context(ontology: Graph) -> dict[str, object]:
    """Return the terms of JSON-LD: all classes and properties by their own names, so that a document is read like one.

    A name that two vocabularies share is ours, and the other keeps its prefix: startDate, schema:startDate.
    """
    found: dict[str, object] = {"@version": 1.1, "id": "@id", "type": "@type"}
    bound = {prefix: str(iri) for prefix, iri in ontology.namespaces()}
    found |= {prefix: bound[prefix] for prefix in CONTEXT_PREFIXES}
    found |= {local(term): f"ckg:{local(term)}" for term in ours(ontology, OWL.Class)}
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    terms = {term for kind in kinds for term in ontology.subjects(RDF.type, kind)} | {RDFS.label, RDFS.isDefinedBy}
    for term in sorted(terms, key=lambda term: (not str(term).startswith(str(CKG)), str(term))):
        prefix, _, name = ontology.qname(term).rpartition(":")
        if prefix in CONTEXT_PREFIXES and name not in found:
            found[name] = context_term(ontology, term, f"{prefix}:{name}")
    return found


def context_term(ontology: Graph, term: Node, name: str) -> dict[str, str]:
    """Return how the objects of a property are written: as addresses, as Chinese, as a number or date."""
    said = {"@id": name}
    ranges = [o for o in ontology.objects(term, RDFS.range) if str(o).startswith(str(XSD))]
    if (term, RDF.type, OWL.ObjectProperty) in ontology:
        said["@type"] = "@id"
    elif term in IN_CHINESE:
        said["@language"] = "zh-Hans"
    elif len(ranges) == 1 and ranges[0] != XSD.string:
        said["@type"] = f"xsd:{str(ranges[0]).removeprefix(str(XSD))}"
    return said if term in AT_MOST_ONE else {**said, "@container": "@set"}


# ------ the ontology


def ours(ontology: Graph, kind: URIRef) -> list[URIRef]:
    """Return our own terms of a kind: those of the guide in its order, then the others by name."""
    found = {term for term in ontology.subjects(RDF.type, kind) if str(term).startswith(str(CKG))}

    def place(term: Node) -> tuple[int, str]:
        position = ontology.value(term, CKG.position)
        return int(str(position)) if position is not None else 1000, str(term)

    return [term for term in sorted(found, key=place) if isinstance(term, URIRef)]


def ends(ontology: Graph, predicate: URIRef, end: URIRef) -> list[URIRef]:
    """Return the classes that stand at one end of a predicate."""
    found: list[URIRef] = []
    for node in ontology.objects(predicate, end):
        union = ontology.value(node, OWL.unionOf)
        members = [node] if union is None else list(Collection(ontology, union))
        found += [member for member in members if isinstance(member, URIRef)]
    return found


def label(ontology: Graph, term: URIRef, language: str) -> str:
    return next(str(o) for o in ontology.objects(term, RDFS.label) if isinstance(o, Literal) and o.language == language)


def local(term: URIRef) -> str:
    return str(term).removeprefix(str(CKG))


if __name__ == "__main__":
    main()
