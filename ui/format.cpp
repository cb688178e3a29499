#include "ui/format.h"
#include "core/base/text.h"
#include "core/data/limits.h"
#include <QDateTime>
#include <QObject>
#include <QRegularExpression>
#include <QStringList>
#include <algorithm>
#include <array>
#include <cmath>

namespace recoscope::ui::format {
namespace {

constexpr QChar kMinus(0x2212), kThin(0x2009);
constexpr qsizetype kMaxTitle = limits::kTitleCharacters;

QString fixed(double value, int decimals) {
    QString text = QString::number(std::abs(value), 'f', decimals);
    const bool zero = text.toDouble() == 0;
    return value < 0 && !zero ? kMinus + text : text;
}

QString withoutLeadingZero(QString text) {
    const qsizetype at = text.startsWith(kMinus) || text.startsWith('+') ? 1 : 0;
    if (text.mid(at).startsWith(QLatin1String("0."))) text.remove(at, 1);
    return text;
}

/// Sums over many ratings, counts: their digits behind the point say nothing.
int decimalsOfScore(double value) {
    const double size = std::abs(value);
    return size < 100 ? 3 : size < 10000 && size != std::floor(size) ? 1 : 0;
}

} // namespace

QString undefined() { return QStringLiteral("–"); }

QString count(std::int64_t n) {
    QString text = QString::fromStdString(recoscope::counted(n, "", "")).trimmed();
    return text.replace('-', kMinus);
}

QString counted(std::int64_t n, const QString& singular, const QString& plural) {
    return count(n) + ' ' + (n == 1 ? singular : plural);
}
QString bounded(double value) { return std::isnan(value) ? undefined() : withoutLeadingZero(fixed(value, 4)); }
QString halfWidth(double value) { return std::isnan(value) ? QString() : QStringLiteral("±") + bounded(value); }
QString difference(double value) {
    return std::isnan(value) ? undefined() : withoutLeadingZero((value >= 0 ? QStringLiteral("+") : QString()) + fixed(value, 4));
}

QString pValue(double value) {
    if (value < 0.0001) return QStringLiteral("p under .0001");
    return QStringLiteral("p = ") + bounded(value);
}
QString plain(double value) { return std::isnan(value) ? QString() : QString::number(value, 'g', 6); }

QString metric(const MetricInfo& info, double value) {
    if (std::isnan(value)) return undefined();
    if (info.share) return share(value);
    return info.bounded ? bounded(value) : fixed(value, 3);
}

QString share(double fraction, int decimals) {
    return std::isnan(fraction) ? undefined() : fixed(100 * fraction, decimals) + kThin + '%';
}
QString gini(double value) { return std::isnan(value) ? undefined() : withoutLeadingZero(fixed(value, 3)); }
QString score(double value) { return std::isnan(value) ? undefined() : fixed(value, decimalsOfScore(value)); }
QString signedScore(double value) {
    return std::isnan(value) ? undefined()
                             : (value >= 0 ? QStringLiteral("+") : QString()) + fixed(value, decimalsOfScore(value));
}
QString figures(double value) {
    if (!std::isfinite(value)) return undefined();
    const int whole = value == 0 ? 1 : static_cast<int>(std::floor(std::log10(std::abs(value)))) + 1;
    return fixed(value, std::clamp(4 - std::max(1, whole), 0, 4));
}
QString rating(double value) { return QString::fromStdString(formatNumber(std::round(value * 100) / 100)).replace('-', kMinus); }

QString seconds(double value) {
    if (std::isnan(value) || value < 0) return undefined();
    if (value < 0.005) return QStringLiteral("<0.01 s");
    if (value < 1) return fixed(value, 2) + QStringLiteral(" s");
    if (value < 10) return fixed(value, 1) + QStringLiteral(" s");
    if (value < 120) return fixed(value, 0) + QStringLiteral(" s");
    return value < 7200 ? fixed(value / 60, 0) + QStringLiteral(" min") : fixed(value / 3600, 1) + QStringLiteral(" h");
}

QString bytes(double value) {
    static const std::array<const char*, 5> units{"B", "kB", "MB", "GB", "TB"};
    std::size_t unit = 0;
    for (; value >= 1000 && unit + 1 < units.size(); ++unit) value /= 1000;
    return fixed(value, unit > 1 && value < 100 ? 1 : 0) + ' ' + QLatin1String(units[unit]);
}

QString day(std::int64_t unixSeconds) { return date(unixSeconds).section(' ', 0, 1); }
QString month(std::int64_t unixSeconds) { return date(unixSeconds).section(' ', 1); }

QString date(std::int64_t unixSeconds) {
    static const QStringList months{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const QDate day = QDateTime::fromSecsSinceEpoch(unixSeconds, Qt::UTC).date();
    return day.isValid() ? QStringLiteral("%1 %2 %3")
                               .arg(QString::number(day.day()), months.at(day.month() - 1), QString::number(day.year()))
                         : undefined();
}

QString span(std::int64_t from, std::int64_t to) {
    const double days = static_cast<double>(to - from) / 86400;
    if (days < 2) return fixed(days * 24, 0) + QStringLiteral(" hours");
    return days < 730 ? fixed(std::floor(days), 0) + QStringLiteral(" days") : fixed(days / 365.25, 1) + QStringLiteral(" years");
}

QString lasting(std::int64_t seconds) {
    const auto value = static_cast<double>(seconds);
    if (seconds < 120) return fixed(value, 0) + QStringLiteral(" s");
    if (seconds < 7200) return fixed(value / 60, 0) + QStringLiteral(" min");
    return seconds < std::int64_t{2} * 86400 ? fixed(value / 3600, 0) + QStringLiteral(" h")
                                             : fixed(value / 86400, 0) + QStringLiteral(" days");
}

QString axis(double value, double step) {
    int decimals = 0; // as many as make the step whole: two for .25
    for (double scaled = step; scaled > 0 && decimals < 6 && std::abs(scaled - std::round(scaled)) > 1e-6 * scaled; scaled *= 10)
        ++decimals;
    if (value == 0) return QStringLiteral("0");
    if (decimals == 0 && std::abs(value) >= 1000) return count(std::llround(value));
    return withoutLeadingZero(fixed(value, decimals));
}

QString safe(const std::string& utf8) {
    QString text = QString::fromStdString(utf8);
    if (text.size() > kMaxTitle) text = text.left(kMaxTitle) + QStringLiteral("…");
    QString shown;
    bool bidi = false;
    for (const QChar c : text) {
        const ushort u = c.unicode();
        if (u < 0x20 || u == 0x7f)
            shown += QChar(0x2400 + (u == 0x7f ? 0x21 : u));
        else if (u >= 0x80 && u < 0xa0)
            shown += QChar(0xfffd);
        else {
            bidi = bidi || (u >= 0x202a && u <= 0x202e) || (u >= 0x2066 && u <= 0x2069);
            shown += c;
        }
    }
    return bidi ? QChar(0x2068) + shown + QChar(0x2069) : shown;
}

namespace {

/// As catalogues of films sort them. An article that ends in an apostrophe takes no blank.
QString articleFirst(const QString& words) {
    for (const char* article :
         {"The", "A", "An", "Der", "Die", "Das", "Le", "La", "Les", "L'", "El", "Los", "Las", "Il", "Lo", "Un", "Une"}) {
        const QString ending = QLatin1String(", ") + QLatin1String(article);
        if (words.size() > ending.size() && words.endsWith(ending))
            return ending.mid(2) + (ending.endsWith('\'') ? QString() : QStringLiteral(" ")) + words.chopped(ending.size());
    }
    return words;
}

} // namespace

QString title(const std::string& utf8) {
    static const QRegularExpression parenthesis(QStringLiteral("\\((a\\.k\\.a\\. )?([^()]*)\\)"));
    const QString text = safe(utf8);
    const qsizetype head = text.indexOf(QLatin1String(" ("));
    if (head <= 0) return articleFirst(text);
    QString shown = articleFirst(text.left(head));
    qsizetype from = head;
    for (auto all = parenthesis.globalMatch(text, head); all.hasNext();) {
        const QRegularExpressionMatch part = all.next();
        shown += text.mid(from, part.capturedStart(2) - from) + articleFirst(part.captured(2));
        from = part.capturedEnd(2);
    }
    return shown + text.mid(from);
}

QString user(const QString& id, bool begins) {
    if (id.startsWith(QLatin1String("user"), Qt::CaseInsensitive)) return id;
    return (begins ? QObject::tr("User %1") : QObject::tr("user %1")).arg(id);
}

} // namespace recoscope::ui::format
