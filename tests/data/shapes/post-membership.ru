# A relation without a post.
# breaks: post-membership statement-membership
DELETE { ?post ?p ?o } WHERE { ?post a org:Membership ; ?p ?o }
