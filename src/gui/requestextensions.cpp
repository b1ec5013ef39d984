#include "gui/requestextensions.h"

#include "observation/printable.h"
#include "wire/extension.h"

#include <QCoreApplication>
#include <QSet>

namespace wirewise::gui {

namespace {

constexpr qsizetype LongestQuote = 40;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::gui::RequestOptions)
};

/// RFC 7692 section 7.1.2: a number from 8 to 15 without leading zero.
bool isWindow(const QByteArray &value)
{
    bool isNumber = false;
    const int bits = value.toInt(&isNumber);
    return isNumber && bits >= 8 && bits <= 15 && QByteArray::number(bits) == value;
}

QString parameterRemark(const wire::ExtensionParameter &parameter)
{
    const QString name = observation::printable(parameter.name, LongestQuote);
    const bool isTakeover = wire::equalsIgnoringCase(parameter.name, "server_no_context_takeover") ||
                            wire::equalsIgnoringCase(parameter.name, "client_no_context_takeover");
    const bool isClientWindow = wire::equalsIgnoringCase(parameter.name, "client_max_window_bits");
    const bool isWindowBits =
        isClientWindow || wire::equalsIgnoringCase(parameter.name, "server_max_window_bits");
    if (!isTakeover && !isWindowBits)
        return Words::tr("permessage-deflate knows no %1.").arg(name);
    if (isTakeover && parameter.value)
        return Words::tr("%1 takes no value.").arg(name);
    const bool mayBeBare = isClientWindow && !parameter.value;
    if (isWindowBits && !mayBeBare && !isWindow(parameter.value.value_or(QByteArray())))
        return Words::tr("%1 is a number from 8 to 15.").arg(name);
    return {};
}

QString deflateRemark(const wire::Extension &extension)
{
    QSet<QByteArray> seen;
    for (const wire::ExtensionParameter &parameter : extension.parameters) {
        if (const QString remark = parameterRemark(parameter); !remark.isEmpty())
            return remark;
        const QByteArray name = parameter.name.toLower();
        if (seen.contains(name))
            return Words::tr("%1 stands there twice.").arg(observation::printable(name, LongestQuote));
        seen.insert(name);
    }
    return {};
}

} // namespace

QString extensionsRemark(QByteArrayView offered)
{
    for (const wire::Extension &extension : wire::readExtensions(offered)) {
        if (extension.malformed)
            return Words::tr("The extensions do not read as RFC 6455 section 9.1 has them, from “%1” on.")
                .arg(observation::printable(
                    offered.sliced(qBound<qint64>(0, extension.malformed->offset, offered.size())),
                    LongestQuote));
        if (!extension.isNamed("permessage-deflate"))
            continue;
        if (const QString remark = deflateRemark(extension); !remark.isEmpty())
            return remark;
    }
    return {};
}

} // namespace wirewise::gui
