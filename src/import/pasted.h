#pragma once

#include "observation/settings.h"

#include <QByteArray>
#include <QList>
#include <QString>

/// Text and files of other programs as endpoints to check and as sessions. Nothing of it is run, no path in
/// it is read, nothing of the environment is looked up. (The namespace has another name than the folder,
/// because C++20 gives `import` a meaning of its own.)
namespace wirewise::imports {

/// What a text was taken for.
enum class TextKind {
    Unknown,
    Address,
    AddressList,
    CurlBash,
    CurlCmd,
    CurlPowerShell,
    InvokeWebRequest,
    Wscat,
    Websocat,
    WirewiseCommand,
    Fetch,
    WebSocketCall,
    SocketIoCall,
    PythonCall,
    RequestHead,
    Har,
};
QByteArray toString(TextKind kind); ///< "curl-bash"; for tests and tools
/// "a curl command for bash"
[[nodiscard]] QString titleOf(TextKind kind);

/// One part of a text, and what becomes of it. Every part of a text that was understood is in one of these.
struct Part
{
    enum class Fate {
        Taken,   ///< shapes the request; meaning says as what
        Implied, ///< changes nothing here; meaning says why
        Left,    ///< not sent or not done; meaning says why
    };
    Fate fate = Fate::Taken;
    QString name;    ///< as the text calls it: "-H Cookie", "transports"
    QString value;   ///< secrets masked with equal length
    QString meaning; ///< a sentence for people

    friend bool operator==(const Part &, const Part &) = default;
};

/// One endpoint of a text.
struct PastedEndpoint
{
    QString address; ///< to be typed; it may be one that cannot be used, which is a finding
    observation::Settings settings;
    QList<Part> parts;

    [[nodiscard]] bool hasLeft() const;
};

/// What was understood of a text.
struct Pasted
{
    TextKind kind = TextKind::Unknown;
    QList<PastedEndpoint> endpoints; ///< empty exactly if error says why
    QList<Part> left;                ///< what belongs to no endpoint
    QString error;                   ///< a sentence for people: what was expected, what to do next

    [[nodiscard]] bool isUnderstood() const { return error.isEmpty(); }
    [[nodiscard]] bool hasLeft() const;
};

/// One line: "A curl command for bash: 5 headers taken, 2 parts not sent."
[[nodiscard]] QString summaryOf(const Pasted &pasted);
/// "--data is not sent: a probe has no body.", one line for a part that is left out.
[[nodiscard]] QString lineOf(const Part &part);

} // namespace wirewise::imports
