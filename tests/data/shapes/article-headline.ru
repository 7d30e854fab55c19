# Two headlines.
# breaks: article-headline
INSERT DATA { article:p1-1 schema:headline "又一个标题"@zh-Hans }
