#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace wirewise::lab {

class Visit;

/// The layers in the order in which a connection is built; the part of an id before the dot.
enum class Layer { Local, Url, Dns, Tcp, Proxy, Tls, Http, Health, Upgrade, Engineio, Session, Auth };
QByteArray toString(Layer layer);

/// One that takes part in a scenario, as the drawing shows it.
struct Actor
{
    const char *name = "";
    const char *note = ""; ///< second line, "you" or "lab"
    bool failing = false;
};

/// What goes from one actor to the next.
struct Link
{
    const char *label = "";
    bool broken = false;
};

/// Who does what: actors from left to right; links[i] joins actors[i] and actors[i + 1].
struct Drawing
{
    QList<Actor> actors = {};
    QList<Link> links = {};
};

/// A class that looks alike, and what parts it from this one.
struct LookAlike
{
    QByteArray id;
    const char *difference = "";
};

/// The certificate that a TLS port shows.
enum class CertificateKind {
    Good,
    Expired,
    NotYetValid,
    ExpiresSoon,
    SelfSigned,
    WrongHost,
    UntrustedIssuer,
    MissingIntermediate,
    CommonNameOnly,
    WrongPurpose,
    WeakIssuer, ///< its issuer's key is far too short
};

/// How the lab plays a scenario.
struct Serving
{
    /// Where its address leads.
    enum class Port {
        Main,    ///< the lab's own port, by path
        Own,     ///< a port of its own
        Tls,     ///< a port of its own that speaks TLS
        Full,    ///< a port of its own whose queue is full: it answers no further SYN
        Nowhere, ///< no port is opened for it; its address says what happens
    };
    /// When the behaviour is asked.
    enum class Starts {
        WithRequest, ///< once the head of an HTTP request is there
        WithBytes,   ///< at the first byte, whatever it is
    };
    Port port = Port::Main;
    void (*behaviour)(Visit &visit) = nullptr;
    Starts starts = Starts::WithRequest;
    CertificateKind certificate = CertificateKind::Good;
    bool wantsClientCertificate = false;
};

/// One failure class that can be watched on this computer. Texts are untranslated, see text().
struct Scenario
{
    QByteArray id = {}; ///< the finding that a check must name first; also the path of its address
    Layer layer = Layer::Local;
    const char *title = "";             ///< what goes wrong, a few words
    const char *story = "";             ///< who does what, and why it fails; may hold `code`
    QList<const char *> seen = {};      ///< "You will see it as", in order
    QList<LookAlike> confusedWith = {}; ///< "Do not confuse it with"
    Drawing drawing = {};
    Serving serving = {};
    /// Filled in by LabAddresses: {port} its own port, {main} the lab's, {free} one where nobody listens,
    /// {id} its id, {ca} the file with the lab's certificate authority.
    QByteArray address = "ws://127.0.0.1:{port}/{id}";
    QList<QByteArray> options = {}; ///< of `wirewise-cli check`, filled in alike
};

/// Every scenario, by layer and in the order in which a list shows them. Thread-safe, never changes.
[[nodiscard]] const QList<Scenario> &scenarios();
/// Null if there is none of that id. Lives as long as the program.
[[nodiscard]] const Scenario *findScenario(const QByteArray &id);

/// The translation of a text of a scenario.
[[nodiscard]] QString text(const char *untranslated);

} // namespace wirewise::lab
