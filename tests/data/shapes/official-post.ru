# An official without a post.
# breaks: official-post
INSERT DATA { person:zhouming-000004 a ckg:Official } ; DELETE WHERE { person:zhouming-000004 ckg:holdsPost ?o } ; DELETE { ?m ?p ?o } WHERE { ?m a org:Membership ; ?p ?o } ; DELETE { ?s ?p ?o } WHERE { ?s rdf:predicate ckg:holdsPost ; ?p ?o }
