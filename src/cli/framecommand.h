#pragma once

#include <QByteArray>
#include <QString>

namespace wirewise::cli {

/// A frame as `/frame` describes it, with the rules or against them.
struct FrameCommand
{
    QByteArray bytes; ///< as they go over the wire; empty where problem is not
    QString note;     ///< which rule they break, or that they break none
    QString problem;
};

/// What stands behind `/frame`.
[[nodiscard]] FrameCommand readFrameCommand(const QByteArray &rest);
/// What `/frame` alone prints.
[[nodiscard]] QString frameHelp();
/// What is known of bytes that go out as they are: which rule of the RFCs they break as frames of a client.
[[nodiscard]] QString noteOnFrames(const QByteArray &bytes);

} // namespace wirewise::cli
