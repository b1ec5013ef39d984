#include "gui/widgets/typedframetext.h"

#include "gui/widgets/bytesection.h"
#include "observation/printable.h"

#include <QCoreApplication>
#include <QLocale>

namespace wirewise::gui {

namespace {

constexpr qsizetype LongestShown = 60;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::gui::TypedFrame)
};

QString hexWords(QByteArrayView bytes)
{
    constexpr qsizetype most = 24;
    QString text = QString::fromLatin1(bytes.first(qMin(most, bytes.size())).toByteArray().toHex(' '));
    if (bytes.size() > most)
        text += QChar(u'…');
    return text;
}

QString payloadWords(const wire::Frame &frame)
{
    if (frame.payload.isEmpty())
        return {};
    if (frame.opcode == wire::Opcode::Text)
        return u"  " % observation::printable(frame.payload, LongestShown);
    return u"  " % hexWords(frame.payload);
}

} // namespace

QString statedBytes(quint64 bytes)
{
    return Words::tr("%1 bytes").arg(QLocale(QLocale::English).toString(bytes));
}

QString frameWords(const wire::TypedFrame &typed)
{
    const wire::Frame &frame = typed.frame;
    QStringList words{QString::fromLatin1(wire::toString(frame.opcode))};
    if (!frame.fin)
        words << Words::tr("not final");
    const std::pair<bool, const char *> bits[] = {
        {frame.rsv1, "RSV1"}, {frame.rsv2, "RSV2"}, {frame.rsv3, "RSV3"}};
    for (const auto &[isSet, name] : bits) {
        if (isSet)
            words << QLatin1String(name);
    }
    if (!frame.mask)
        words << Words::tr("not masked");
    words << (typed.isWhole() ? byteCount(frame.payload.size())
                              : Words::tr("%1 of %2")
                                    .arg(QLocale(QLocale::English).toString(frame.payload.size()),
                                         statedBytes(typed.stated)));
    return words.join(QStringLiteral(", "));
}

QString typedLine(QByteArrayView bytes)
{
    const wire::TypedFrames typed = wire::readTypedFrames(bytes);
    if (typed.frames.isEmpty())
        return hexWords(bytes);
    const wire::TypedFrame &first = typed.frames.constFirst();
    QString line = frameWords(first) + payloadWords(first.frame);
    const auto more = static_cast<int>(typed.frames.size() - 1);
    if (more > 0)
        line += Words::tr(", and %n more frame(s)", nullptr, more);
    else if (typed.rest > 0)
        line += Words::tr(", and %1").arg(byteCount(typed.rest));
    return line;
}

} // namespace wirewise::gui
