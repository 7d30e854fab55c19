# A mention of a page.
# breaks: mention-entity
INSERT { ?m itsrdf:taIdentRef page:p1 } WHERE { ?m itsrdf:taIdentRef community:huanhua-shequ-000003 }
