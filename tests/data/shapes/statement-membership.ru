# A post that leads to a page.
# breaks: statement-membership
DELETE { ?s ckg:membership ?x } INSERT { ?s ckg:membership page:p1 } WHERE { ?s ckg:membership ?x }
