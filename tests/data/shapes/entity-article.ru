# An entity that no article mentions.
# breaks: entity-article
DELETE WHERE { ?article schema:mentions community:huanhua-shequ-000003 }
