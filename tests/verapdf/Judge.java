// What veraPDF finds in PDFs: `java -cp … Judge.java STANDARD,… FILE…` prints for each file and standard a line «tried»,
// and one «broken» for each rule that does not hold: number of the file from 0, standard, clause and test with its words.

import java.io.FileInputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import org.verapdf.core.ModelParsingException;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

public class Judge {
    public static void main(String[] given) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        for (String standard : given[0].split(",")) {
            for (int number = 1; number < given.length; number++) {
                String head = "\t" + (number - 1) + "\t" + standard + "\t";
                for (String rule : broken(given[number], PDFAFlavour.byFlavourId(standard))) {
                    out.println("broken" + head + rule);
                }
                out.println("tried" + head);
            }
        }
    }

    private static Set<String> broken(String name, PDFAFlavour standard) throws Exception {
        Set<String> rules = new TreeSet<>();
        try (FileInputStream file = new FileInputStream(name);
                PDFAParser parser = Foundries.defaultInstance().createParser(file, standard);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(standard, false)) {
            for (TestAssertion one : validator.validate(parser).getTestAssertions()) {
                if (one.getStatus() == TestAssertion.Status.FAILED) {
                    String words = one.getMessage().replaceAll("\\s+", " ");
                    rules.add(one.getRuleId().getClause() + "-" + one.getRuleId().getTestNumber() + " " + words);
                }
            }
        } catch (ModelParsingException unread) {
            rules.add("0-0 The file cannot be read");
        }
        return rules;
    }
}
