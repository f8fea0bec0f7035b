import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import java.util.regex.Pattern;

/** Upgrades a subscription and survives a lost answer: java Upgrade.java URL TENANT CLIENT SECRET */
public class Upgrade {
  static final HttpClient HTTP = HttpClient.newHttpClient();

  public static void main(String[] words) throws Exception {
    String scope = "https%3A%2F%2Fapi.partnercenter.microsoft.com%2F.default";
    String form = "grant_type=client_credentials&client_id=" + words[2] + "&client_secret=" + words[3] + "&scope=" + scope;
    HttpRequest forToken = HttpRequest.newBuilder(URI.create(words[0] + "/" + words[1] + "/oauth2/v2.0/token"))
        .header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString(form)).build();
    String token = member("access_token", HTTP.send(forToken, BodyHandlers.ofString()).body());

    URI address = URI.create(words[0] + "/v1/customers/11111111-1111-4111-8111-111111111111"
        + "/subscriptions/22222222-2222-4222-8222-222222222222/upgrades");
    // The same id for every try: the work is done once, whatever becomes of the answers.
    String requestId = UUID.randomUUID().toString();
    String body = "{\"targetOffer\":{\"id\":\"031C9E47-4802-4248-838E-778FB1D2CC05\"}}";
    HttpRequest.Builder submit = HttpRequest.newBuilder(address).header("Authorization", "Bearer " + token)
        .header("MS-RequestId", requestId).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
    String answer;
    try {
      answer = HTTP.send(submit.copy().header("X-Upseat-Fault", "lost-answer").build(), BodyHandlers.ofString()).body();
    } catch (java.io.IOException lost) {
      answer = HTTP.send(submit.build(), BodyHandlers.ofString()).body();
    }
    System.out.println("upgraded to Microsoft 365 Business Standard as " + member("targetSubscriptionId", answer));
  }

  static String member(String name, String json) {
    var found = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]+)\"").matcher(json);
    if (!found.find()) throw new IllegalStateException(json);
    return found.group(1);
  }
}
