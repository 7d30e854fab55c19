# A contributor without a name.
# breaks: contributor-label
DELETE { ?c rdfs:label "李明"@zh-Hans } WHERE { ?c a ckg:Contributor ; rdfs:label "李明"@zh-Hans }
