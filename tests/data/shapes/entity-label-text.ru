# A name in no language.
# breaks: entity-label-text
DELETE { community:huanhua-shequ-000003 rdfs:label ?n } INSERT { community:huanhua-shequ-000003 rdfs:label "浣花社区" } WHERE { community:huanhua-shequ-000003 rdfs:label ?n }
