#pragma once

#include "gui/widgets/token.h"

#include <QStatusBar>

namespace wirewise::gui {

class CheckSession;
class FormIcon;
class TextLabel;

/// An icon and a few words; hidden while it has none.
class StatusItem : public QWidget
{
    Q_OBJECT
public:
    StatusItem(const char *name, const QByteArray &icon, QWidget *parent);
    void setText(const QString &text);
    void setIcon(const QByteArray &icon, Token token);

private:
    FormIcon *m_icon;
    TextLabel *m_label;
};

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
    /// Of an added page: how far it is, and where it is kept. Until something else is shown.
    void showProgress(const QString &progress, bool isRunning, const QString &saved);

private:
    StatusItem *m_network, *m_trust, *m_route, *m_lab, *m_place, *m_saved, *m_counts;
};

/// "Verified certificate, 61 days left"; "Not encrypted, this computer only"; empty if nothing is known.
[[nodiscard]] QString trustWords(const CheckSession &session);
/// "127.0.0.1:8000, IPv4, direct"
[[nodiscard]] QString routeWords(const CheckSession &session);

} // namespace wirewise::gui
