package space.penumbra.control.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import space.penumbra.domain.Nullable;

/**
 * Who may do what, from a file that names each person's role and where the token is:
 *
 * <pre>
 * {"people": [
 *   {"name": "ann", "role": "approver", "token": "file:/run/secrets/ann"},
 *   {"name": "wall-display", "role": "viewer", "token": "env:DISPLAY_TOKEN"}
 * ]}
 * </pre>
 *
 * All mistakes are reported at once. Keeps digests, never tokens. Immutable.
 */
public final class People {

    /** Tokens shorter than this can be guessed. */
    private static final int FEWEST_CHARACTERS = 16;

    /** Nobody is known: whoever sits at this machine may do everything, others may look. */
    static final People NOBODY = new People(List.of(), false, null);

    private final List<Person> people;
    private final boolean named;
    private final @Nullable Issuer issuer;

    private People(List<Person> people, boolean named, @Nullable Issuer issuer) {
        this.people = List.copyOf(people);
        this.named = named;
        this.issuer = issuer;
    }

    /** The same, and whoever has signed in at this provider; everybody must then be known. */
    public People andOf(Issuer provider) {
        return new People(people, true, provider);
    }

    /**
     * Somebody who was recognised.
     *
     * @param name as the audit trail shows it; empty if the token says no name
     * @param role what this person may do
     */
    record Person(String name, Role role, byte[] digest) {}

    /** One token for all changes; looking is free. Nobody if it is empty. */
    public static People withToken(String token) {
        return token.isEmpty() ? NOBODY : new People(List.of(new Person("", Role.ADMIN, digest(token))), false, null);
    }

    /**
     * The people of a file.
     *
     * @param environment looks up an environment variable, null if it is not set
     * @throws IllegalArgumentException naming every mistake in the file, and no token
     */
    public static People read(Path file, UnaryOperator<String> environment) {
        List<String> mistakes = new ArrayList<>();
        List<Person> people = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonNode node : list(file, mistakes)) {
            String name = node.path("name").asText("");
            if (!name.matches("[A-Za-z0-9._@-]{1,64}") || !names.add(name)) {
                mistakes.add(
                        "'" + name + "' is no name of its own: use up to 64 letters, digits, '.', '_', '@' or '-'");
            }
            String word = node.path("role").asText("");
            Role role = Role.named(word).orElse(null);
            if (role == null) {
                mistakes.add(name + ": '" + word + "' is no role: use one of " + Role.words());
            }
            String token = token(node.path("token").asText(""), environment);
            if (token.length() < FEWEST_CHARACTERS) {
                mistakes.add(name + ": the token must be env:NAME or file:/path of at least " + FEWEST_CHARACTERS
                        + " characters");
            }
            people.add(new Person(name, role, digest(token)));
        }
        if (!mistakes.isEmpty()) {
            throw new IllegalArgumentException(file + ": " + String.join("; ", mistakes));
        }
        return new People(people, true, null);
    }

    private static JsonNode list(Path file, List<String> mistakes) {
        try {
            JsonNode list = new ObjectMapper().readTree(Files.readString(file)).path("people");
            if (!list.isArray() || list.isEmpty()) {
                mistakes.add("there is no list 'people'");
            }
            return list;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    file + ": no JSON at line " + e.getLocation().getLineNr());
        } catch (IOException e) {
            throw new IllegalArgumentException("Cannot read the people in " + file + ": check path and rights");
        }
    }

    private static String token(String reference, UnaryOperator<String> environment) {
        try {
            if (reference.startsWith("env:")) {
                String value = environment.apply(reference.substring("env:".length()));
                return value == null ? "" : value.strip();
            }
            return reference.startsWith("file:")
                    ? Files.readString(Path.of(reference.substring("file:".length())))
                            .strip()
                    : "";
        } catch (IOException e) {
            return "";
        }
    }

    /** Whether everybody must say who they are, even to look. */
    boolean mustBeKnown() {
        return named;
    }

    /** Whether changes need a token. */
    boolean needToken() {
        return issuer != null || !people.isEmpty();
    }

    /** Who has this token; takes the same time whoever it is. */
    Optional<Person> holder(String token) {
        byte[] given = digest(token);
        Person found = null;
        for (Person person : people) {
            if (MessageDigest.isEqual(person.digest(), given)) {
                found = person;
            }
        }
        if (found == null && issuer != null) {
            return issuer.holder(token);
        }
        return Optional.ofNullable(found);
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** How many are known, and nothing more. */
    @Override
    public String toString() {
        return named ? people.size() + " known" : people.isEmpty() ? "nobody" : "one token";
    }
}
