#include "import/pasted.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace wirewise::imports {

namespace {

constexpr const char *Context = "wirewise::imports::TextKind";

struct KindRow
{
    TextKind kind;
    const char *id;
    const char *title;
};
constexpr KindRow Kinds[] = {
    {TextKind::Unknown, "unknown", QT_TRANSLATE_NOOP("wirewise::imports::TextKind", "a text")},
    {TextKind::Address, "address", QT_TRANSLATE_NOOP("wirewise::imports::TextKind", "an address")},
    {TextKind::AddressList, "address-list",
     QT_TRANSLATE_NOOP("wirewise::imports::TextKind", "a list of addresses")},
    {TextKind::CurlBash, "curl-bash",
     QT_TRANSLATE_NOOP("wirewise::imports::TextKind", "a curl command for bash")},
    {TextKind::CurlCmd, "curl-cmd",
     QT_TRANSLATE_NOOP("wirewise::imports::TextKind", "a curl command for cmd")},
    {TextKind::CurlPowerShell, "curl-powershell",
     QT_TRANSLATE_NOOP("wirewise::imports::TextKind", "a curl command for PowerShell")},
    {TextKind::InvokeWebRequest, "invoke-webrequest",
     QT_TRANSLATE_NOOP("wirewise::imports::TextKind", "a PowerShell web request")},
    {TextKind::Wscat, "wscat", QT_TRANSLATE_NOOP("wirewise::imports::TextKind", "a wscat command")},
    {TextKind::Websocat, "websocat", QT_TRANSLATE_NOOP("wirewise::imports::TextKind", "a websocat command")},
    {TextKind::WirewiseCommand, "wirewise",
     QT_TRANSLATE_NOOP("wirewise::imports::TextKind", "a wirewise-cli command")},
    {TextKind::Fetch, "fetch", QT_TRANSLATE_NOOP("wirewise::imports::TextKind", "a fetch call")},
    {TextKind::WebSocketCall, "websocket-call",
     QT_TRANSLATE_NOOP("wirewise::imports::TextKind", "a WebSocket constructor")},
    {TextKind::SocketIoCall, "socket-io-call",
     QT_TRANSLATE_NOOP("wirewise::imports::TextKind", "a Socket.IO client call")},
    {TextKind::PythonCall, "python-call",
     QT_TRANSLATE_NOOP("wirewise::imports::TextKind", "a Python client call")},
    {TextKind::RequestHead, "request-head",
     QT_TRANSLATE_NOOP("wirewise::imports::TextKind", "the head of a request")},
    {TextKind::Har, "har", QT_TRANSLATE_NOOP("wirewise::imports::TextKind", "a HAR recording")},
};

const KindRow &rowOf(TextKind kind)
{
    const auto *row =
        std::find_if(std::begin(Kinds), std::end(Kinds), [kind](const KindRow &r) { return r.kind == kind; });
    return row == std::end(Kinds) ? Kinds[0] : *row;
}

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::imports::Pasted)
};

qsizetype countOf(const QList<Part> &parts, Part::Fate fate)
{
    return std::count_if(parts.begin(), parts.end(), [fate](const Part &p) { return p.fate == fate; });
}

} // namespace

QByteArray toString(TextKind kind)
{
    return rowOf(kind).id;
}

QString titleOf(TextKind kind)
{
    return QCoreApplication::translate(Context, rowOf(kind).title);
}

bool PastedEndpoint::hasLeft() const
{
    return countOf(parts, Part::Fate::Left) > 0;
}

bool Pasted::hasLeft() const
{
    return !left.isEmpty() || std::any_of(endpoints.begin(), endpoints.end(),
                                          [](const PastedEndpoint &one) { return one.hasLeft(); });
}

QString summaryOf(const Pasted &pasted)
{
    if (!pasted.isUnderstood())
        return pasted.error;
    qsizetype taken = 0, left = pasted.left.size();
    for (const PastedEndpoint &endpoint : pasted.endpoints) {
        taken += countOf(endpoint.parts, Part::Fate::Taken);
        left += countOf(endpoint.parts, Part::Fate::Left);
    }
    QString title = titleOf(pasted.kind);
    title.replace(0, 1, title.at(0).toUpper());
    QStringList said{pasted.endpoints.size() == 1
                         ? title
                         : QString(title % Texts::tr(" with %1 endpoints").arg(pasted.endpoints.size()))};
    said << Texts::tr("parts taken: %1").arg(taken);
    if (left > 0)
        said << Texts::tr("not sent: %1").arg(left);
    return QString(said.join(QLatin1String(", ")) % QLatin1Char('.'));
}

QString lineOf(const Part &part)
{
    constexpr qsizetype longestShown = 120;
    QString value = part.value.simplified();
    if (value.size() > longestShown)
        value = QString(value.first(longestShown) % QChar(0x2026));
    const QString what = value.isEmpty() ? part.name : QString(part.name % QLatin1Char(' ') % value);
    return QString(what % QLatin1String(": ") % part.meaning);
}

} // namespace wirewise::imports
