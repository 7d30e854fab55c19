# A mention in no sentence.
# breaks: mention-sentence
DELETE { ?m prov:wasDerivedFrom ?s } WHERE { ?m itsrdf:taIdentRef community:huanhua-shequ-000003 ; prov:wasDerivedFrom ?s }
