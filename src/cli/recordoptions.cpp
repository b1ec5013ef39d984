#include "cli/recordoptions.h"

#include <QCoreApplication>
#include <QTime>

#include <cmath>
#include <cstring>
#include <limits>

namespace wirewise::cli {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Options)
};

/// Below it a session could not even begin.
constexpr qint64 SmallestFile = 1'000'000;

} // namespace

std::optional<qint64> readSize(const QString &text)
{
    QString number = text.trimmed().toLower();
    if (number.endsWith(QLatin1Char('b')))
        number.chop(1);
    const bool isBinary = number.endsWith(QLatin1Char('i'));
    if (isBinary)
        number.chop(1);
    constexpr char units[] = "kmgt";
    const char *unit = number.isEmpty() ? nullptr : std::strchr(units, number.back().toLatin1());
    double factor = 1;
    if (unit && *unit != '\0') {
        number.chop(1);
        factor = std::pow(isBinary ? 1024.0 : 1000.0, unit - units + 1);
    } else if (isBinary) {
        return std::nullopt;
    }
    bool isNumber = false;
    const double value = number.trimmed().toDouble(&isNumber) * factor;
    if (!isNumber || !std::isfinite(value) || value < 0 || value > 1e18)
        return std::nullopt;
    return std::llround(value);
}

record::RecordLimits recordLimits(const Arguments &arguments, QString &error)
{
    record::RecordLimits limits;
    if (!arguments.has("max-file"))
        return limits;
    const QString text = arguments.value("max-file");
    if (text == QLatin1String("none")) {
        limits.file = std::numeric_limits<qint64>::max();
        return limits;
    }
    const std::optional<qint64> size = readSize(text);
    if (size && *size >= SmallestFile)
        limits.file = *size;
    else if (error.isEmpty())
        error = Texts::tr(
                    "--max-file %1: a size of at least 1MB was expected, for example 500MB or 2GB, or none.")
                    .arg(text);
    return limits;
}

QString notKeptSince(const QString &sentence)
{
    return Texts::tr("Not kept since %1: %2")
        .arg(QTime::currentTime().toString(QStringLiteral("HH:mm:ss")), sentence);
}

} // namespace wirewise::cli
