#include "gui/filterterm.h"

#include <QRegularExpression>
#include <QStringBuilder>

namespace wirewise::gui {

namespace {

constexpr qsizetype LongestValue = 80; // bytes

} // namespace

QString filterTermFor(const QByteArray &key, const QByteArray &value)
{
    const QString name = QString::fromUtf8(key);
    const QString text = QString::fromUtf8(value);
    static const QRegularExpression plainKey(QStringLiteral("^[\\w.$@-]+$"),
                                             QRegularExpression::UseUnicodePropertiesOption);
    static const QRegularExpression plainValue(QStringLiteral("^[^\\s\"]+$"));
    const bool isKey = plainKey.match(name).hasMatch() && !name.startsWith(u'-');
    if (value.size() > LongestValue || text.contains(u'"') || text.isEmpty())
        return isKey ? QString(name % u':') : QString();
    const QString shown = plainValue.match(text).hasMatch() ? text : QString(u'"' % text % u'"');
    return isKey ? QString(name % u':' % shown) : QString(u'"' % text % u'"');
}

} // namespace wirewise::gui
