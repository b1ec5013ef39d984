#pragma once

#include <QStatusBar>

class QLabel;

namespace wirewise::gui {

class CheckSession;

/// What holds for the session that is shown: encryption, route, whether it is kept; notices for a moment.
class StatusLine : public QStatusBar
{
    Q_OBJECT
public:
    explicit StatusLine(QWidget *parent = nullptr);

    /// Null: no session is shown.
    void show(const CheckSession *session);
    /// Where the selection stands; empty hides it.
    void setPlace(const QString &text);
    void setLab(const QString &address);

private:
    QLabel *m_network, *m_trust, *m_route, *m_lab, *m_place, *m_saved, *m_counts;
};

/// "Verified certificate, 61 days left"; "Not encrypted, this computer only"; empty if nothing is known.
[[nodiscard]] QString trustWords(const CheckSession &session);
/// "127.0.0.1:8000, IPv4, direct"
[[nodiscard]] QString routeWords(const CheckSession &session);

} // namespace wirewise::gui
