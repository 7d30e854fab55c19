# No name at all.
# breaks: entity-label
DELETE WHERE { community:huanhua-shequ-000003 rdfs:label ?name }
