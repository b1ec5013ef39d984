#include "gui/placechoice.h"

#include "remote/place.h"
#include "remote/placedchecks.h"

#include <algorithm>

namespace wirewise::gui {

QString placeFrom(const QString &typed)
{
    const QString text = typed.trimmed();
    const bool isWord = !text.isEmpty() && std::none_of(text.begin(), text.end(), [](QChar c) {
        return c.isSpace() || c == QLatin1Char(':') || c == QLatin1Char('/');
    });
    return isWord ? QString(QLatin1String("ssh:") % text) : text;
}

QString placeProblem(const QString &place, const observation::Settings &settings)
{
    if (place.isEmpty())
        return {};
    const auto read = remote::readPlace(place, remote::usualAgent(), remote::Questions::CannotBeAnswered);
    return read ? remote::PlacedChecks::objectionTo(settings) : read.error();
}

QString viaOption(const QString &place)
{
    return place.isEmpty() ? QString() : QString(QLatin1String(" --via ") % remote::shellQuoted(place));
}

} // namespace wirewise::gui
