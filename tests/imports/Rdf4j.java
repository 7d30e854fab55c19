import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.rdf4j.query.parser.QueryParserUtil;
import org.eclipse.rdf4j.query.QueryLanguage;
import org.eclipse.rdf4j.rio.RDFFormat;
import org.eclipse.rdf4j.rio.RDFParser;
import org.eclipse.rdf4j.rio.Rio;
import org.eclipse.rdf4j.rio.helpers.AbstractRDFHandler;
import org.eclipse.rdf4j.rio.helpers.BasicParserSettings;
import org.eclipse.rdf4j.model.Statement;

/** Reads Turtle (.ttl) and SPARQL (.rq) with RDF4J's parsers: prints how many triples each Turtle file has. */
public class Rdf4j {
    static long triples;

    public static void main(String[] files) throws IOException {
        for (String file : files) {
            if (file.endsWith(".rq")) {
                QueryParserUtil.parseQuery(QueryLanguage.SPARQL, Files.readString(Path.of(file)), null);
            } else {
                System.out.println(count(file));
            }
        }
    }

    static long count(String file) throws IOException {
        triples = 0;
        RDFParser parser = Rio.createParser(RDFFormat.TURTLE);
        parser.set(BasicParserSettings.VERIFY_DATATYPE_VALUES, true);
        parser.set(BasicParserSettings.VERIFY_LANGUAGE_TAGS, true);
        parser.setRDFHandler(new AbstractRDFHandler() {
            @Override
            public void handleStatement(Statement statement) {
                triples++;
            }
        });
        try (Reader text = Files.newBufferedReader(Path.of(file))) {
            parser.parse(text, "https://example.org/");
        }
        return triples;
    }
}
