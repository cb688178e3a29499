#pragma once
#include "core/metrics/metrics.h"
#include <QString>
#include <cstdint>

/// Every number and title on the screen is written by these functions and nowhere else. Real minus sign, thin space before %,
/// en dash for undefined.
namespace recoscope::ui::format {

[[nodiscard]] QString undefined();           ///< "–"
[[nodiscard]] QString count(std::int64_t n); ///< "1,682"
[[nodiscard]] QString counted(std::int64_t n, const QString& singular, const QString& plural);
[[nodiscard]] QString bounded(double value);    ///< Four decimals without leading zero: ".3282"; NaN: undefined().
[[nodiscard]] QString halfWidth(double value);  ///< "±.0103"
[[nodiscard]] QString difference(double value); ///< "+.0468", "−.1438"
[[nodiscard]] QString pValue(double value);     ///< "p = .0231", "p under .0001".
[[nodiscard]] QString plain(double value);      ///< For copies and CSV: "0.328241", point, six figures; undefined: empty.
[[nodiscard]] QString metric(const MetricInfo& metric, double value); ///< By kind: bounded, share, rmse three decimals...
[[nodiscard]] QString share(double fraction, int decimals = 1);       ///< "23.6 %"
[[nodiscard]] QString gini(double value);                             ///< ".629"
[[nodiscard]] QString score(double value);                      ///< "0.349", "−0.013"; from 100 "333.5", whole ones "333".
[[nodiscard]] QString signedScore(double value);                ///< "+0.044"; decimals as score().
[[nodiscard]] QString figures(double value);                    ///< Four figures: "22.83", "0.9412".
[[nodiscard]] QString rating(double value);                     ///< "4", "3.5"
[[nodiscard]] QString seconds(double value);                    ///< "0.06 s", "24 s", "3 min"
[[nodiscard]] QString bytes(double value);                      ///< "2.7 MB"
[[nodiscard]] QString date(std::int64_t unixSeconds);           ///< "20 Sep 1997"
[[nodiscard]] QString day(std::int64_t unixSeconds);            ///< "8 Nov"
[[nodiscard]] QString month(std::int64_t unixSeconds);          ///< "Oct 1997"
[[nodiscard]] QString span(std::int64_t from, std::int64_t to); ///< "214 days", "3.2 years"
[[nodiscard]] QString lasting(std::int64_t seconds);   ///< A stretch of time in its whole unit: "17 min", "7 h", "3 days".
[[nodiscard]] QString axis(double value, double step); ///< A tick: as many decimals as the step needs, no leading zero below 1.

/// Data text made safe to show: control characters visible, bidi isolated, at most 512 characters. Never markup.
[[nodiscard]] QString safe(const std::string& utf8);
/// A title for show: safe, with an article behind a comma moved to the front of its part: "Boot, Das (Boat, The)" is
/// "Das Boot (The Boat)".
[[nodiscard]] QString title(const std::string& utf8);
/// "user 131" for an id that is safe to show, "User 131" where words begin; an id that says so itself ("user131") stands alone.
[[nodiscard]] QString user(const QString& id, bool begins = false);

} // namespace recoscope::ui::format
