import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.jena.query.Dataset;
import org.apache.jena.query.QueryExecution;
import org.apache.jena.query.QueryExecutionFactory;
import org.apache.jena.query.ReadWrite;
import org.apache.jena.query.ResultSetFormatter;
import org.apache.jena.tdb2.TDB2Factory;

/** Answers each FOLDER/NAME.rq over a TDB2 database: to FOLDER/NAME.json, or tells what went wrong in NAME.error. */
public class Answer {
    public static void main(String[] arguments) throws IOException {
        Dataset dataset = TDB2Factory.connectDataset(arguments[0]);
        dataset.begin(ReadWrite.READ);
        try (DirectoryStream<Path> queries = Files.newDirectoryStream(Path.of(arguments[1]), "*.rq")) {
            for (Path query : queries) {
                answer(dataset, query);
            }
        } finally {
            dataset.end();
        }
    }

    static void answer(Dataset dataset, Path query) throws IOException {
        String name = query.getFileName().toString().replaceAll("rq$", "");
        try (QueryExecution execution = QueryExecutionFactory.create(Files.readString(query), dataset);
                OutputStream out = Files.newOutputStream(query.resolveSibling(name + "json"))) {
            if (execution.getQuery().isAskType()) {
                ResultSetFormatter.outputAsJSON(out, execution.execAsk());
            } else {
                ResultSetFormatter.outputAsJSON(out, execution.execSelect());
            }
        } catch (RuntimeException error) {
            Files.writeString(query.resolveSibling(name + "error"), String.valueOf(error));
        }
    }
}
