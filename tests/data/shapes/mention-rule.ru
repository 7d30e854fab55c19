# A mention that no rule found.
# breaks: mention-rule
DELETE { ?m ckg:rule ?s } WHERE { ?m itsrdf:taIdentRef community:huanhua-shequ-000003 ; ckg:rule ?s }
