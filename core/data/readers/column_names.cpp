#include "core/data/readers/column_names.h"
#include "core/base/text.h"
#include <algorithm>
#include <array>
#include <cctype>

namespace recoscope {
namespace {

struct Entry {
    std::string_view name;
    ColumnMeaning meaning;
};

constexpr std::array kNames{
    Entry{"user", ColumnMeaning::User}, Entry{"userid", ColumnMeaning::User}, Entry{"uid", ColumnMeaning::User},
    Entry{"memberid", ColumnMeaning::User}, Entry{"reader", ColumnMeaning::User}, Entry{"readerid", ColumnMeaning::User},
    Entry{"reviewerid", ColumnMeaning::User}, Entry{"customerid", ColumnMeaning::User}, Entry{"visitorid", ColumnMeaning::User},
    Entry{"session", ColumnMeaning::Session}, Entry{"sessionid", ColumnMeaning::Session}, Entry{"item", ColumnMeaning::Item},
    Entry{"itemid", ColumnMeaning::Item}, Entry{"iid", ColumnMeaning::Item}, Entry{"movieid", ColumnMeaning::Item},
    Entry{"movie", ColumnMeaning::Item}, Entry{"filmid", ColumnMeaning::Item}, Entry{"film", ColumnMeaning::Item},
    Entry{"bookid", ColumnMeaning::Item}, Entry{"book", ColumnMeaning::Item}, Entry{"isbn", ColumnMeaning::Item},
    Entry{"artistid", ColumnMeaning::Item}, Entry{"artist", ColumnMeaning::Item}, Entry{"productid", ColumnMeaning::Item},
    Entry{"asin", ColumnMeaning::Item}, Entry{"songid", ColumnMeaning::Item}, Entry{"businessid", ColumnMeaning::Item},
    Entry{"venueid", ColumnMeaning::Item}, Entry{"rating", ColumnMeaning::Rating}, Entry{"ratings", ColumnMeaning::Rating},
    Entry{"score", ColumnMeaning::Rating}, Entry{"stars", ColumnMeaning::Rating}, Entry{"weight", ColumnMeaning::Rating},
    Entry{"count", ColumnMeaning::Rating}, Entry{"plays", ColumnMeaning::Rating}, Entry{"playcount", ColumnMeaning::Rating},
    Entry{"listens", ColumnMeaning::Rating}, Entry{"bookrating", ColumnMeaning::Rating}, Entry{"value", ColumnMeaning::Rating},
    Entry{"preference", ColumnMeaning::Rating}, Entry{"overall", ColumnMeaning::Rating}, Entry{"cnt", ColumnMeaning::Rating},
    Entry{"timestamp", ColumnMeaning::Time}, Entry{"time", ColumnMeaning::Time}, Entry{"date", ColumnMeaning::Time},
    Entry{"datetime", ColumnMeaning::Time}, Entry{"ts", ColumnMeaning::Time}, Entry{"unixreviewtime", ColumnMeaning::Time},
    Entry{"unixtime", ColumnMeaning::Time}, Entry{"eventdate", ColumnMeaning::Time},
    // As people of other languages, shops and players write them.
    Entry{"username", ColumnMeaning::User}, Entry{"customer", ColumnMeaning::User}, Entry{"client", ColumnMeaning::User},
    Entry{"clientid", ColumnMeaning::User}, Entry{"buyerid", ColumnMeaning::User}, Entry{"accountid", ColumnMeaning::User},
    Entry{"playerid", ColumnMeaning::User}, Entry{"personid", ColumnMeaning::User}, Entry{"benutzer", ColumnMeaning::User},
    Entry{"benutzerid", ColumnMeaning::User}, Entry{"nutzer", ColumnMeaning::User}, Entry{"nutzerid", ColumnMeaning::User},
    Entry{"kunde", ColumnMeaning::User}, Entry{"kundennummer", ColumnMeaning::User}, Entry{"kundenid", ColumnMeaning::User},
    Entry{"utilisateur", ColumnMeaning::User}, Entry{"utilisateurid", ColumnMeaning::User}, Entry{"usuario", ColumnMeaning::User},
    Entry{"usuarioid", ColumnMeaning::User}, Entry{"cliente", ColumnMeaning::User}, Entry{"clienteid", ColumnMeaning::User},
    Entry{"utente", ColumnMeaning::User}, Entry{"gebruiker", ColumnMeaning::User}, Entry{"usurio", ColumnMeaning::User},
    Entry{"usager", ColumnMeaning::User}, Entry{"filmname", ColumnMeaning::Item}, Entry{"artikel", ColumnMeaning::Item},
    Entry{"artikelid", ColumnMeaning::Item}, Entry{"artikelnummer", ColumnMeaning::Item}, Entry{"produkt", ColumnMeaning::Item},
    Entry{"produktid", ColumnMeaning::Item}, Entry{"buch", ColumnMeaning::Item}, Entry{"buchid", ColumnMeaning::Item},
    Entry{"article", ColumnMeaning::Item}, Entry{"articleid", ColumnMeaning::Item}, Entry{"produit", ColumnMeaning::Item},
    Entry{"produitid", ColumnMeaning::Item}, Entry{"livre", ColumnMeaning::Item}, Entry{"articulo", ColumnMeaning::Item},
    Entry{"producto", ColumnMeaning::Item}, Entry{"productoid", ColumnMeaning::Item}, Entry{"pelicula", ColumnMeaning::Item},
    Entry{"libro", ColumnMeaning::Item}, Entry{"prodotto", ColumnMeaning::Item}, Entry{"produto", ColumnMeaning::Item},
    Entry{"filme", ColumnMeaning::Item}, Entry{"product", ColumnMeaning::Item}, Entry{"productname", ColumnMeaning::Item},
    Entry{"sku", ColumnMeaning::Item}, Entry{"itemname", ColumnMeaning::Item}, Entry{"track", ColumnMeaning::Item},
    Entry{"trackid", ColumnMeaning::Item}, Entry{"songname", ColumnMeaning::Item}, Entry{"gameid", ColumnMeaning::Item},
    Entry{"recipeid", ColumnMeaning::Item}, Entry{"hotelid", ColumnMeaning::Item}, Entry{"restaurantid", ColumnMeaning::Item},
    Entry{"placeid", ColumnMeaning::Item}, Entry{"appid", ColumnMeaning::Item}, Entry{"newsid", ColumnMeaning::Item},
    Entry{"userrating", ColumnMeaning::Rating}, Entry{"myrating", ColumnMeaning::Rating},
    Entry{"bewertung", ColumnMeaning::Rating}, Entry{"note", ColumnMeaning::Rating}, Entry{"wertung", ColumnMeaning::Rating},
    Entry{"punkte", ColumnMeaning::Rating}, Entry{"sterne", ColumnMeaning::Rating}, Entry{"puntuacion", ColumnMeaning::Rating},
    Entry{"calificacion", ColumnMeaning::Rating}, Entry{"valoracion", ColumnMeaning::Rating},
    Entry{"voto", ColumnMeaning::Rating}, Entry{"nota", ColumnMeaning::Rating}, Entry{"puntos", ColumnMeaning::Rating},
    Entry{"avaliacao", ColumnMeaning::Rating}, Entry{"beoordeling", ColumnMeaning::Rating}, Entry{"star", ColumnMeaning::Rating},
    Entry{"ratingvalue", ColumnMeaning::Rating}, Entry{"quantity", ColumnMeaning::Rating}, Entry{"qty", ColumnMeaning::Rating},
    Entry{"zeit", ColumnMeaning::Time}, Entry{"zeitpunkt", ColumnMeaning::Time}, Entry{"zeitstempel", ColumnMeaning::Time},
    Entry{"datum", ColumnMeaning::Time}, Entry{"fecha", ColumnMeaning::Time}, Entry{"hora", ColumnMeaning::Time},
    Entry{"dataora", ColumnMeaning::Time}, Entry{"horodatage", ColumnMeaning::Time}, Entry{"createdat", ColumnMeaning::Time},
    Entry{"ratedat", ColumnMeaning::Time}, Entry{"reviewdate", ColumnMeaning::Time}, Entry{"eventtime", ColumnMeaning::Time},
    Entry{"timestampms", ColumnMeaning::Time}, Entry{"tag", ColumnMeaning::Other}, Entry{"tagid", ColumnMeaning::Other},
    Entry{"friendid", ColumnMeaning::Other}, Entry{"trustee", ColumnMeaning::Other}, Entry{"tagvalue", ColumnMeaning::Other},
    Entry{"title", ColumnMeaning::ItemText}, Entry{"movietitle", ColumnMeaning::ItemText},
    Entry{"booktitle", ColumnMeaning::ItemText}, Entry{"name", ColumnMeaning::ItemText}, Entry{"genres", ColumnMeaning::ItemText},
    Entry{"genre", ColumnMeaning::ItemText}, Entry{"class", ColumnMeaning::ItemText}, Entry{"author", ColumnMeaning::ItemText},
    Entry{"authors", ColumnMeaning::ItemText}, Entry{"age", ColumnMeaning::UserText}, Entry{"gender", ColumnMeaning::UserText},
    Entry{"sex", ColumnMeaning::UserText}, Entry{"occupation", ColumnMeaning::UserText},
    Entry{"location", ColumnMeaning::UserText}};

} // namespace

std::string plainColumnName(std::string_view name) {
    std::string letters;
    for (const char c : name.substr(0, name.find(':')))
        if (std::isalnum(static_cast<unsigned char>(c)))
            letters += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return letters;
}

ColumnMeaning meaningOf(std::string_view columnName) {
    const std::string plain = plainColumnName(columnName);
    const auto* it = std::ranges::find(kNames, std::string_view(plain), &Entry::name);
    return it == kNames.end() ? ColumnMeaning::Unknown : it->meaning;
}

bool isColumnName(std::string_view text) { return meaningOf(trim(text)) != ColumnMeaning::Unknown; }

bool namesAnItem(std::string_view columnName) {
    const std::string plain = plainColumnName(columnName);
    return meaningOf(columnName) == ColumnMeaning::Item ||
           std::ranges::any_of(std::array{"bookid", "itemid", "movieid", "artistid", "productid", "trackid"},
                               [&](const char* end) { return plain.ends_with(end); });
}

std::optional<double> parseCommaDecimal(std::string_view text) {
    const std::size_t comma = text.find(',');
    if (text.find('.') != std::string_view::npos) return {};
    if (comma == std::string_view::npos) return parseNumber(text);
    std::string dotted(text);
    dotted[comma] = '.';
    return comma + 1 < text.size() && comma > 0 ? parseNumber(dotted) : std::nullopt;
}

std::optional<double> parseDecimal(std::string_view text) {
    if (const auto number = parseNumber(text)) return number;
    return parseCommaDecimal(text);
}

} // namespace recoscope
