# An entity that no page is shown to name.
# breaks: entity-mention
DELETE { ?m ?p ?o } WHERE { ?m itsrdf:taIdentRef community:huanhua-shequ-000003 ; ?p ?o }
