package space.penumbra.orbit.elements;

/** Catalogue numbers of element sets: digits, or "alpha-5" where the first of five places is a letter (A = 10 … Z = 33, no I or O). */
final class CatalogueNumber {

    private static final String ALPHA_5 = "ABCDEFGHJKLMNPQRSTUVWXYZ";

    private CatalogueNumber() {}

    /** @throws IllegalArgumentException when the text is neither a number nor alpha-5 */
    static long parse(String field) {
        String text = field.strip();
        boolean lettered = text.length() == 5 && ALPHA_5.indexOf(text.charAt(0)) >= 0;
        String digits = lettered ? text.substring(1) : text;
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9') || digits.length() > 9) {
            throw new IllegalArgumentException("catalogue number \"" + field + "\" is neither digits nor alpha-5");
        }
        long number = Long.parseLong(digits);
        return lettered ? (ALPHA_5.indexOf(text.charAt(0)) + 10) * 10_000L + number : number;
    }
}
