# An empty name.
# breaks: entity-label-text
DELETE { community:huanhua-shequ-000003 rdfs:label ?n } INSERT { community:huanhua-shequ-000003 rdfs:label ""@zh-Hans } WHERE { community:huanhua-shequ-000003 rdfs:label ?n }
