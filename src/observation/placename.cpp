#include "observation/placename.h"

#include "observation/printable.h"

namespace wirewise::observation {

QString placeName(const QString &from)
{
    constexpr qsizetype longest = 60;
    QString name = from;
    for (const QLatin1String prefix : {QLatin1String("ssh://"), QLatin1String("ssh:")}) {
        if (name.startsWith(prefix)) {
            name = name.sliced(prefix.size());
            break;
        }
    }
    return printable(name.toUtf8(), longest);
}

} // namespace wirewise::observation
